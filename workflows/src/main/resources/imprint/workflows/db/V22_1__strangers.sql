-- Devices that were never let in are forgotten when they ask no more.
alter table device add asked_at timestamptz not null default now();
create index device_waiting on device (asked_at) where state = 'NEW';
