-- The application's role, as which the engine's exporter writes, may write the history and make room for it, but not
-- what decides which statements the owner runs.
do $$
begin
    if exists (select from pg_catalog.pg_roles where rolname = '${application_role}') then
        execute 'grant usage on schema history to ${application_role}';
        execute 'grant select, insert, update, delete on all tables in schema history to ${application_role}';
        execute 'grant execute on function history.prepare_months(integer) to ${application_role}';
        execute 'revoke insert, update, delete, truncate on history.flyway_schema_history from ${application_role}';
    end if;
end
$$;
