-- What is done: operations, the commands of devices, the outbox to the engine.

create table operation (
    id                   uuid primary key,
    kind                 text not null,
    state                text not null,
    device_id            uuid references device,
    image_id             uuid references disk_image on delete set null,
    location_id          uuid references storage_location,
    name                 text,
    description          text,
    file_name            text,
    product              text,
    os_name              text,
    os_version           text,
    carries_agent        boolean not null default true,
    cloneable            boolean not null default true,
    old_format           boolean not null default false,
    expected_sha256      text,
    expected_sha1        text,
    expected_md5         text,
    reboot_on_success    boolean not null default true,
    target_disk_serial   text,
    target_disk_bytes    bigint,
    image_digest         text,
    digest_to_check      text,
    gateway              text,

    requested_by         text not null,
    authentication       text not null,
    address              text not null,
    reason               text,
    requested_at         timestamptz not null,
    started_at           timestamptz,
    ended_at             timestamptz,
    cancel_reason        text,

    process_instance_key bigint,
    process_version      integer,
    holds_device         boolean not null default false,
    holds_file           boolean not null default false,
    code                 text,
    sentence             text,

    -- what the operation waits to hear from its device; nothing when awaited_key is null
    awaited_key          text,
    awaited_environment  text,
    boot_id_before       text,
    reboots              integer not null default 0,

    bytes_sent           bigint not null default 0,
    transfer_seconds     double precision,
    boot_seconds         double precision,

    rollout_id           uuid,
    wave                 integer,
    not_before           timestamptz,
    must_end_by          timestamptz,
    version              bigint not null
);
create index operation_requested_at on operation (requested_at desc);
create index operation_state on operation (state);
create index operation_process_instance on operation (process_instance_key);
create index operation_awaiting on operation (device_id) where awaited_key is not null;
-- A device carries out one operation at a time: this index says so, nothing else does.
create unique index one_operation_per_device on operation (device_id) where holds_device;
-- Two operations never make the same file.
create unique index one_operation_per_file on operation (location_id, file_name) where holds_file;
create unique index one_operation_per_image_name on operation (name) where holds_file;

-- Apart from the operation, because it is written every second.
create table operation_progress (
    operation_id uuid primary key references operation on delete cascade,
    bytes_done   bigint not null,
    bytes_total  bigint not null,
    bytes_sent   bigint not null,
    updated_at   timestamptz not null
) with (fillfactor = 50);

create table device_command (
    id                   uuid primary key,
    operation_id         uuid not null references operation on delete cascade,
    element_instance_key bigint not null,
    device_id            uuid not null references device,
    kind                 text not null,
    -- the environment that the device must be in to be given the command; null for any
    environment          text,
    reboot_into          text,
    -- null when no process waits for it
    job_key              bigint,
    job_retries          integer not null,
    attempt              integer not null,
    state                text not null,
    stop_requested       boolean not null default false,
    code                 text,
    sentence             text,
    manifest_digest      text,
    chunks               bigint,
    zero_chunks          bigint,
    skipped_chunks       bigint,
    sent_chunks          bigint,
    sent_bytes           bigint,
    created_at           timestamptz not null,
    given_at             timestamptz,
    ended_at             timestamptz,
    last_progress_at     timestamptz not null,
    version              bigint not null,
    unique (operation_id, element_instance_key)
);
create index device_command_open on device_command (device_id) where state in ('WAITING', 'GIVEN');
create index device_command_silent on device_command (last_progress_at) where state in ('WAITING', 'GIVEN');

-- Commands to the engine leave through this table, so that what was committed reaches it, also when it was down.
create table engine_command (
    id           bigint generated always as identity primary key,
    -- by which a repeat is recognised: one command per operation and step
    idempotence  text not null unique,
    operation_id uuid not null references operation on delete cascade,
    payload      text not null,
    attempts     integer not null default 0,
    due_at       timestamptz not null,
    sent_at      timestamptz,
    outcome      text
);
create index engine_command_due on engine_command (due_at, id) where sent_at is null;

-- The data plane's live gateways, by their own announcements.
create table site_gateway (
    name         text primary key,
    site         text not null,
    url          text not null,
    announced_at timestamptz not null
);

-- So that a node of an older release never deploys its processes over those of a newer one.
create table process_deployment (
    revision    integer primary key,
    deployed_at timestamptz not null
);
