-- Logs are listed as they were heard: a device's clock may be years ahead.
alter table device_log add number bigint generated always as identity;
drop index device_log_at;
drop index device_log_of;
create unique index device_log_number on device_log (number);
create index device_log_of on device_log (device_id, number);
