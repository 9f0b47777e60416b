-- What the device told last of how far the command has come; nothing yet is -1.
alter table device_command
    add told_done bigint not null default -1,
    add told_sent bigint not null default -1;
