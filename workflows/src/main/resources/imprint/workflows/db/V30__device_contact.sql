-- When a device was heard moves with each heartbeat: it has rows of its own, without an index on what moves.
create table device_contact (
    device_id         uuid primary key references device on delete cascade,
    -- in whichever environment
    last_heartbeat_at timestamptz not null,
    -- of the system on the device's own disk
    last_contact      timestamptz
) with (fillfactor = 50);
insert into device_contact (device_id, last_heartbeat_at, last_contact)
select id, last_heartbeat_at, last_contact from device where last_heartbeat_at is not null;
alter table device drop column last_heartbeat_at, drop column last_contact;
-- Of the facts that the device told last, so that it need not tell them with each heartbeat.
alter table device add facts_digest text;
