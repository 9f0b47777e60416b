-- What is kept of a command to a device says in one state where it stands: whether the device may be at it, and whether it
-- was called off, were told by two columns more. A reboot that no process waits for is told from a step by its purpose.
drop index device_command_open;
drop index device_command_awaited;
drop index device_command_capture;

alter table device_command
    add purpose text not null default 'STEP',
    alter element_instance_key drop not null,
    alter job_retries drop not null;

update device_command set
    purpose = case when job_key is null then 'UNBIDDEN' else 'STEP' end,
    element_instance_key = case when job_key is null then null else element_instance_key end,
    state = case
        when state = 'WAITING' and in_hand then 'REPLACING'
        when state = 'GIVEN' and in_hand and stop_requested then 'STOPPING'
        when state = 'GIVEN' and not in_hand then case when stop_requested then 'STOPPED' else 'FORGOTTEN' end
        when state in ('FAILED', 'STOPPED') and in_hand then 'GIVEN_UP'
        else state
    end;

alter table device_command
    alter purpose drop default,
    drop environment,
    drop in_hand,
    drop stop_requested,
    drop chunks,
    drop zero_chunks,
    drop skipped_chunks,
    drop sent_chunks,
    drop sent_bytes,
    drop ended_at;

create index device_command_live on device_command (device_id)
    where state in ('WAITING', 'REPLACING', 'GIVEN', 'FORGOTTEN', 'STOPPING', 'GIVEN_UP');
create index device_command_awaited on device_command (kind)
    where purpose = 'STEP' and state in ('WAITING', 'REPLACING', 'GIVEN', 'FORGOTTEN', 'STOPPING');
create index device_command_capture on device_command (device_id)
    where kind = 'CAPTURE_DISK' and state not in ('SUCCEEDED', 'REFUSED');
