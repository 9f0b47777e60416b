-- Kept as variables of the processes, or by nobody.
alter table operation
    drop column digest_to_check,
    drop column reboots,
    drop column transfer_seconds,
    drop column boot_seconds;
