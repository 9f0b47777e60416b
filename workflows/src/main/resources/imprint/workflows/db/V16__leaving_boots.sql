-- The boot that was told to make way for another: it may be heard for a while yet, and nothing is to be begun in it.
alter table device_command add leaving_boot_id text;
create index device_command_reboot on device_command (device_id, given_at) where kind = 'REBOOT';
