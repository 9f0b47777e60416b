-- Who asks to be let in as a device, by the key that its agent made for that, and which of them was admitted.
create table device_claim (
    device_id  uuid not null references device on delete cascade,
    public_key text not null,
    challenge  text not null,
    address    text not null,
    asked_at   timestamptz not null,
    primary key (device_id, public_key)
);
alter table device add admitted_key text;
