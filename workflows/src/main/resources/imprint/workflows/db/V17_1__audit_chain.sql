-- The chain of the audit trail: its last link is a row of its own, and entries are added by a function alone.

-- Of the key outside the database that an entry's hash was made with; null in entries of earlier releases.
alter table audit_entry add column key_id text;

create table audit_head (
    id     boolean primary key default true check (id),
    number bigint not null,
    hash   bytea not null
);
insert into audit_head (number, hash)
select number, hash from audit_entry
union all
select 0, decode(repeat('00', 32), 'hex')
order by number desc
limit 1;

-- Keeps everybody else from adding until the end of the transaction, and says what the next entry follows and its time.
create function audit_lock() returns table (number bigint, hash bytea, at timestamptz)
    language plpgsql
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform from public.audit_head for update;
    return query select h.number, h.hash, pg_catalog.clock_timestamp() from public.audit_head h;
end
$$;

-- Adds the entry that follows the last one, now.
create function audit_append(
    number bigint,
    at timestamptz,
    actor text,
    authentication text,
    address text,
    act text,
    subject_kind text,
    subject_id text,
    reason text,
    outcome text,
    details text,
    key_id text,
    previous_hash bytea,
    hash bytea) returns void
    language plpgsql
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    head public.audit_head;
begin
    select * into strict head from public.audit_head for update;
    if audit_append.number is distinct from head.number + 1 then
        raise check_violation using message = pg_catalog.format('The next entry of the audit trail is %s', head.number + 1);
    end if;
    if audit_append.previous_hash is distinct from head.hash then
        raise check_violation using message = 'The entry does not follow the last one of the audit trail';
    end if;
    if (audit_append.at between pg_catalog.clock_timestamp() - interval '1 minute' and pg_catalog.clock_timestamp())
            is not true then
        raise check_violation using message = 'An entry of the audit trail has the time of the present';
    end if;
    if (pg_catalog.octet_length(audit_append.hash) = 32 and audit_append.key_id ~ '^[0-9a-f]{16}$') is not true then
        raise check_violation using message = 'An entry of the audit trail has a hash that was made with a key';
    end if;
    insert into public.audit_entry (number, at, actor, authentication, address, act, subject_kind, subject_id, reason,
        outcome, details, key_id, previous_hash, hash)
    values (audit_append.number, audit_append.at, audit_append.actor, audit_append.authentication, audit_append.address,
        audit_append.act, audit_append.subject_kind, audit_append.subject_id, audit_append.reason, audit_append.outcome,
        audit_append.details, audit_append.key_id, audit_append.previous_hash, audit_append.hash);
    update public.audit_head set number = audit_append.number, hash = audit_append.hash;
end
$$;

-- why again: the owner makes these, and what it makes is everybody's where its default privileges are another's.
revoke execute on all routines in schema public from public;

do $$
declare
    child regclass;
begin
    if exists (select from pg_catalog.pg_roles where rolname = '${application_role}') then
        execute 'grant execute on function public.audit_lock() to ${application_role}';
        execute 'grant execute on function public.audit_append(bigint, timestamptz, text, text, text, text, text, text,'
            ' text, text, text, text, bytea, bytea) to ${application_role}';
        execute 'revoke all on public.audit_head from ${application_role}';
        execute 'grant select on public.audit_head to ${application_role}';
        for child in select relid from pg_catalog.pg_partition_tree('public.audit_entry') loop
            execute format('revoke insert, update, delete, truncate on %s from ${application_role}', child);
        end loop;
    end if;
end
$$;
