-- How far a command has come moves every few seconds: no index holds it.
drop index device_command_silent;
create index device_command_awaited on device_command (kind) where state in ('WAITING', 'GIVEN') and job_key is not null;
alter table device_command set (fillfactor = 70);
alter table operation_progress set (fillfactor = 50);
