-- Nobody has a right that was not given to them by name, and a function that runs as the owner finds nothing that its
-- caller made.

-- Makes the partitions of this month and of those ahead, two years at most. Entries of a month that has none go to the
-- default partition: such a month is left there.
create or replace function prepare_audit_months(ahead integer) returns void
    language plpgsql
    -- why: the application's role may write entries, but owns no table.
    security definer
    -- why pg_temp, and last: where it is not named, it comes first, and a caller's temporary view would pass for a
    -- table of the system.
    set search_path = pg_catalog, pg_temp
    set timezone = 'UTC'
as $$
declare
    month timestamptz;
    child text;
begin
    perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtext('prepare_audit_months'));
    for month in
        select pg_catalog.generate_series(
            pg_catalog.date_trunc('month', pg_catalog.now()),
            pg_catalog.now() + pg_catalog.make_interval(months => least(ahead, 24)),
            interval '1 month')
    loop
        child := 'audit_entry' || pg_catalog.to_char(month, '_YYYY_MM');
        continue when pg_catalog.to_regclass('public.' || child) is not null;
        begin
            execute pg_catalog.format(
                'create table public.%I partition of public.audit_entry for values from (%L) to (%L)',
                child, month, month + interval '1 month');
            -- why: what the owner creates, the application's role may change by default; but not the past.
            if exists (select from pg_catalog.pg_roles where rolname = '${application_role}') then
                execute pg_catalog.format(
                    'revoke insert, update, delete, truncate on public.%I from ${application_role}', child);
            end if;
        exception when check_violation then
            raise notice '% stays in the default partition', child;
        end;
    end loop;
end
$$;

alter default privileges revoke execute on routines from public;
revoke execute on all routines in schema public from public;
revoke all on schema public from public;

do $$
begin
    execute format('revoke create, temporary on database %I from public', current_database());
    if exists (select from pg_catalog.pg_roles where rolname = '${application_role}') then
        execute format('revoke create, temporary on database %I from ${application_role}', current_database());
        execute 'revoke create on schema public from ${application_role}';
        execute 'grant execute on function public.prepare_audit_months(integer) to ${application_role}';
        -- why: it decides which statements the owner runs.
        if to_regclass('public.flyway_schema_history') is not null then
            execute 'revoke insert, update, delete, truncate on public.flyway_schema_history from ${application_role}';
        end if;
    end if;
end
$$;
