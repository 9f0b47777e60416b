-- What there is: products, devices, storage locations, disk images.

create table product (
    id          uuid primary key,
    name        text not null unique,
    cloneable   boolean not null default true,
    created_at  timestamptz not null
);

create table join_token (
    id          uuid primary key,
    sha256      bytea not null unique,
    description text not null,
    site        text not null,
    uses_left   integer not null check (uses_left >= 0),
    expires_at  timestamptz not null,
    revoked_at  timestamptz,
    created_by  text not null,
    created_at  timestamptz not null
);

create table device (
    id                    uuid primary key,
    -- "uuid:" and the SMBIOS UUID, or "mac:" and the lowest MAC address where the UUID tells nothing
    identity              text not null unique,
    smbios_uuid           text,
    state                 text not null,
    disk_condition        text not null,
    site                  text not null,
    product               text not null,
    serial_number         text,
    host_name             text not null,
    os_name               text,
    os_version            text,
    write_filter          text not null,
    environment           text,
    boot_id               text,
    agent_version         text,
    protocol_version      integer not null,
    image_id              uuid,
    rotate_credential     boolean not null default false,
    last_contact          timestamptz,
    last_heartbeat_at     timestamptz,
    enrolled_at           timestamptz not null,
    version               bigint not null
);
create index device_product on device (product);
create index device_host_name on device (host_name);
-- A UUID that two machines claim is shown as a conflict, so it is not unique.
create index device_smbios_uuid on device (smbios_uuid);

create table device_mac_address (
    device_id   uuid not null references device on delete cascade,
    mac_address text not null,
    primary key (device_id, mac_address)
);
create index device_mac_address_of on device_mac_address (mac_address);

create table device_disk (
    device_id    uuid not null references device on delete cascade,
    position     integer not null,
    path         text not null,
    serial       text,
    bytes        bigint not null,
    sector_bytes integer not null,
    boot         boolean not null,
    removable    boolean not null,
    primary key (device_id, position)
);

create table device_credential (
    id           uuid primary key,
    device_id    uuid not null references device on delete cascade,
    sha256       bytea not null unique,
    state        text not null,
    created_at   timestamptz not null,
    revoked_at   timestamptz,
    -- A revoked credential grants re-enrolment once.
    reenrolled_at timestamptz
);
create index device_credential_of on device_credential (device_id, state);

create table device_log (
    id          uuid primary key,
    device_id   uuid not null references device on delete cascade,
    at          timestamptz not null,
    received_at timestamptz not null,
    severity    text not null,
    message     text not null
);
create index device_log_at on device_log (at desc);
create index device_log_of on device_log (device_id, at desc);

create table storage_location (
    id          uuid primary key,
    name        text not null unique,
    kind        text not null,
    host        text,
    port        integer,
    path        text not null,
    user_name   text,
    -- AES-GCM: nonce, ciphertext and tag; the key is not in the database
    password    bytea,
    created_at  timestamptz not null,
    version     bigint not null
);

-- A manifest is kept page by page, so that it is streamed and is there for every node.
create table manifest (
    digest     text primary key,
    disk_bytes bigint not null,
    root       bytea not null,
    kept_at    timestamptz not null
);
create table manifest_page (
    digest text not null references manifest on delete cascade,
    page   integer not null,
    bytes  bytea not null,
    primary key (digest, page)
);

create table disk_image (
    id              uuid primary key,
    name            text not null unique,
    description     text not null,
    location_id     uuid not null references storage_location,
    file_name       text not null,
    product         text not null,
    os_name         text,
    os_version      text,
    file_bytes      bigint not null,
    disk_bytes      bigint not null,
    manifest_digest text not null references manifest,
    sha256          text not null,
    sha1            text not null,
    md5             text not null,
    carries_agent   boolean not null,
    cloneable       boolean not null,
    old_format      boolean not null,
    operation_id    uuid not null unique,
    created_at      timestamptz not null,
    version         bigint not null,
    unique (location_id, file_name)
);
alter table device add foreign key (image_id) references disk_image on delete set null;
