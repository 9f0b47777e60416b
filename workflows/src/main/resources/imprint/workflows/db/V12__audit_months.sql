-- The audit trail lies in partitions, one for each month (UTC), as the history does.

-- Makes the partitions of this month and of those ahead, two years at most. Entries of a month that has none go to the
-- default partition: such a month is left there.
create function prepare_audit_months(ahead integer) returns void
    language plpgsql
    -- why: the application's role may write entries, but owns no table.
    security definer
    set search_path = pg_catalog
    set timezone = 'UTC'
as $$
declare
    month timestamptz;
    child text;
begin
    perform pg_advisory_xact_lock(hashtext('prepare_audit_months'));
    for month in
        select generate_series(
            date_trunc('month', now()), now() + make_interval(months => least(ahead, 24)), interval '1 month')
    loop
        child := 'audit_entry' || to_char(month, '_YYYY_MM');
        continue when to_regclass('public.' || child) is not null;
        begin
            execute format('create table public.%I partition of public.audit_entry for values from (%L) to (%L)',
                child, month, month + interval '1 month');
            -- why: what the owner creates, the application's role may change by default; but not the past.
            if exists (select from pg_roles where rolname = '${application_role}') then
                execute format('revoke update, delete, truncate on public.%I from ${application_role}', child);
            end if;
        exception when check_violation then
            raise notice '% stays in the default partition', child;
        end;
    end loop;
end
$$;

select prepare_audit_months(3);
