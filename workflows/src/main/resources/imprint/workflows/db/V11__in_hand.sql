-- Whether a device may still be at work on a command: it was given, and neither its report nor its loss was heard.
alter table device_command add in_hand boolean not null default false;
update device_command set in_hand = true where state = 'GIVEN';
-- What the disk held when this attempt at a write was given, for a device that reports to have left it alone.
alter table device_command add was_whole boolean not null default false;
alter table device_command add image_before uuid references disk_image on delete set null;

drop index device_command_open;
create index device_command_open on device_command (device_id) where state in ('WAITING', 'GIVEN') or in_hand;
create index device_command_of_image on device_command (image_before) where image_before is not null;

-- Cancellations that wait for a device which was given up already: looked at once more, they end.
update device_command c set state = 'GIVEN', in_hand = true from operation o
    where o.id = c.operation_id and o.state = 'CANCELLING' and c.state = 'FAILED' and c.stop_requested;
