create index device_command_capture on device_command (device_id)
    where kind = 'CAPTURE_DISK' and state in ('WAITING', 'GIVEN', 'FAILED');
