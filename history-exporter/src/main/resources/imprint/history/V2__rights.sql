-- Nobody has a right that was not given to them by name, and a function that runs as the owner finds nothing that its
-- caller made.

-- Makes the partitions of this month and of those ahead, two years at most; the exporter calls it whenever it connects.
-- Rows of a month that has none go to the default partition: such a month is left there.
CREATE OR REPLACE FUNCTION history.prepare_months(ahead integer) RETURNS void
    LANGUAGE plpgsql
    -- why: the exporter's role may write rows, but owns no table. The right to execute is given to it by name.
    SECURITY DEFINER
    -- why pg_temp, and last: where it is not named, it comes first, and a caller's temporary view would pass for a
    -- table of the system.
    SET search_path = pg_catalog, pg_temp
    SET timezone = 'UTC'
AS $$
DECLARE
    parent name;
    month  timestamptz;
    child  text;
BEGIN
    PERFORM pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtext('history.prepare_months'));
    FOR parent, month IN
        SELECT c.relname, m
        FROM pg_catalog.pg_partitioned_table p
        JOIN pg_catalog.pg_class c ON c.oid = p.partrelid
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'history',
            pg_catalog.generate_series(
                pg_catalog.date_trunc('month', pg_catalog.now()),
                pg_catalog.now() + pg_catalog.make_interval(months => least(ahead, 24)),
                interval '1 month') m
    LOOP
        child := parent || pg_catalog.to_char(month, '_YYYY_MM');
        CONTINUE WHEN pg_catalog.to_regclass('history.' || child) IS NOT NULL;
        BEGIN
            EXECUTE pg_catalog.format(
                'CREATE TABLE history.%I PARTITION OF history.%I FOR VALUES FROM (%L) TO (%L)',
                child, parent, month, month + interval '1 month');
        EXCEPTION WHEN check_violation THEN
            RAISE NOTICE '% stays in the default partition', child;
        END;
    END LOOP;
END
$$;

ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON ROUTINES FROM PUBLIC;
REVOKE EXECUTE ON ALL ROUTINES IN SCHEMA history FROM PUBLIC;
REVOKE ALL ON SCHEMA history FROM PUBLIC;
