-- A device has one credential in force; of several that were given at once, the last stays.
update device_credential c set state = 'REVOKED', revoked_at = now()
where c.state = 'CURRENT' and exists (
    select from device_credential later where later.device_id = c.device_id and later.state = 'CURRENT'
    and (later.created_at, later.id) > (c.created_at, c.id));

create unique index device_credential_current on device_credential (device_id) where state = 'CURRENT';
