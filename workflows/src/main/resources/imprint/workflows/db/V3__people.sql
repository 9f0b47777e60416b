-- Who may do what, and who did what.

create table person (
    name          text primary key,
    password_hash text not null,
    role          text not null,
    created_at    timestamptz not null
);

create table access_token (
    id          uuid primary key,
    person      text not null references person on delete cascade,
    description text not null,
    sha256      bytea not null unique,
    expires_at  timestamptz not null,
    created_at  timestamptz not null
);

create table audit_entry (
    number         bigint not null,
    at             timestamptz not null,
    actor          text not null,
    authentication text not null,
    address        text not null,
    act            text not null,
    subject_kind   text not null,
    subject_id     text not null,
    reason         text,
    outcome        text not null,
    details        text not null,
    previous_hash  bytea not null,
    hash           bytea not null,
    primary key (number, at)
) partition by range (at);
create table audit_entry_default partition of audit_entry default;
create index audit_entry_at on audit_entry (at desc);
create index audit_entry_subject on audit_entry (subject_kind, subject_id, at desc);
create index audit_entry_actor on audit_entry (actor, at desc);

-- The application's role writes everything but the past.
do $$
begin
    if exists (select from pg_roles where rolname = '${application_role}') then
        execute 'grant usage on schema public to ${application_role}';
        execute 'grant select, insert, update, delete on all tables in schema public to ${application_role}';
        execute 'alter default privileges in schema public grant select, insert, update, delete on tables to ${application_role}';
        execute 'grant usage on all sequences in schema public to ${application_role}';
        execute 'alter default privileges in schema public grant usage on sequences to ${application_role}';
        execute 'revoke update, delete, truncate on audit_entry, audit_entry_default from ${application_role}';
    end if;
end
$$;
