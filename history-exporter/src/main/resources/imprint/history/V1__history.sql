-- The history of the processes: written by the exporter inside the engine, read by the cockpit and by auditors.
--
-- Every row of a process instance lies in the partition of the month in which the INSTANCE began (UTC), so that a month
-- is kept, held or dropped as a whole and no instance is ever torn apart.
-- Keys are those of the engine. Rows of one instance lie together: the primary keys begin with the instance.
-- A start that is null lies before this history began.

CREATE SCHEMA IF NOT EXISTS history;

-- How far the log of each of the engine's partitions is in this database; moves in the transaction that writes the rows.
CREATE TABLE history.exporter_position (
    partition_id   integer     PRIMARY KEY,
    position       bigint      NOT NULL,
    recorded_until timestamptz NOT NULL  -- the latest time stamp among the records up to the position
);

CREATE TABLE history.process_definition (
    key             bigint      PRIMARY KEY,
    bpmn_process_id text        NOT NULL,
    version         integer     NOT NULL,
    resource_name   text        NOT NULL,
    bpmn_xml        text        NOT NULL,
    deployed_at     timestamptz NOT NULL
);

CREATE INDEX process_definition_by_id ON history.process_definition (bpmn_process_id, version);

CREATE TABLE history.process_instance (
    key                         bigint      NOT NULL,
    started_at                  timestamptz NOT NULL,
    bpmn_process_id             text,
    version                     integer,
    process_definition_key      bigint,
    parent_process_instance_key bigint,
    operation_id                text,        -- the instance's variable "operationId"
    state                       text,        -- ACTIVATING, ACTIVATED, COMPLETING, COMPLETED, TERMINATING, TERMINATED
    ended_at                    timestamptz,
    PRIMARY KEY (key, started_at)
) PARTITION BY RANGE (started_at);

CREATE INDEX process_instance_by_operation ON history.process_instance (operation_id) WHERE operation_id IS NOT NULL;
CREATE INDEX process_instance_running ON history.process_instance (bpmn_process_id, started_at) WHERE ended_at IS NULL;

-- Each time that a flow node of an instance is entered.
CREATE TABLE history.element (
    process_instance_key bigint      NOT NULL,
    key                  bigint      NOT NULL,
    instance_started_at  timestamptz NOT NULL,
    flow_scope_key       bigint,
    element_id           text,
    element_type         text,        -- as in BPMN, in capitals: SERVICE_TASK, START_EVENT ...
    state                text,        -- ACTIVATING, ACTIVATED, COMPLETING, COMPLETED, TERMINATING, TERMINATED
    started_at           timestamptz,
    ended_at             timestamptz,
    PRIMARY KEY (process_instance_key, key, instance_started_at)
) PARTITION BY RANGE (instance_started_at);

-- A job, as it stands now; its error is that of the last attempt that had one.
CREATE TABLE history.job (
    process_instance_key bigint      NOT NULL,
    key                  bigint      NOT NULL,
    instance_started_at  timestamptz NOT NULL,
    element_instance_key bigint,
    element_id           text,
    job_type             text,
    state                text,        -- WAITING, ACTIVATED, FAILED, ERROR_THROWN, COMPLETED, CANCELED
    worker               text,
    retries              integer,     -- attempts left
    deadline             timestamptz, -- of the worker's lease
    retry_at             timestamptz, -- end of the last backoff
    error_code           text,
    error_message        text,
    created_at           timestamptz,
    ended_at             timestamptz,
    PRIMARY KEY (process_instance_key, key, instance_started_at)
) PARTITION BY RANGE (instance_started_at);

-- Each time that a job was handed to a worker, and what came of it. Attempts of a job are ordered by position.
CREATE TABLE history.job_attempt (
    process_instance_key bigint      NOT NULL,
    key                  bigint      NOT NULL, -- the job's
    position             bigint      NOT NULL, -- log position of the record that began the attempt
    instance_started_at  timestamptz NOT NULL,
    element_instance_key bigint,
    element_id           text,
    job_type             text,
    worker               text,
    outcome              text,        -- null while it runs; COMPLETED, FAILED, ERROR_THROWN, TIMED_OUT, YIELDED, CANCELED
    retries              integer,     -- attempts left after it
    retry_at             timestamptz, -- end of the backoff
    error_code           text,
    error_message        text,
    started_at           timestamptz, -- null: reported by key while no worker held the job
    ended_at             timestamptz,
    PRIMARY KEY (process_instance_key, key, position, instance_started_at)
) PARTITION BY RANGE (instance_started_at);

CREATE TABLE history.incident (
    process_instance_key bigint      NOT NULL,
    key                  bigint      NOT NULL,
    instance_started_at  timestamptz NOT NULL,
    element_instance_key bigint,
    element_id           text,
    job_key              bigint,
    error_type           text,
    error_message        text,
    created_at           timestamptz,
    resolved_at          timestamptz,
    PRIMARY KEY (process_instance_key, key, instance_started_at)
) PARTITION BY RANGE (instance_started_at);

CREATE INDEX incident_open ON history.incident (created_at) WHERE resolved_at IS NULL;

-- The latest value of each variable, as JSON text; secrets are masked before they get here.
CREATE TABLE history.variable (
    process_instance_key bigint      NOT NULL,
    key                  bigint      NOT NULL,
    instance_started_at  timestamptz NOT NULL,
    scope_key            bigint,
    name                 text,
    value                text,
    truncated            boolean,     -- the value was longer than is kept, and is no longer whole JSON
    updated_at           timestamptz,
    PRIMARY KEY (process_instance_key, key, instance_started_at)
) PARTITION BY RANGE (instance_started_at);

CREATE TABLE history.timer (
    process_instance_key bigint      NOT NULL,
    key                  bigint      NOT NULL,
    instance_started_at  timestamptz NOT NULL,
    element_instance_key bigint,
    element_id           text,        -- the event that the timer leads to
    state                text,        -- CREATED, TRIGGERED, CANCELED
    due_at               timestamptz,
    created_at           timestamptz,
    ended_at             timestamptz,
    PRIMARY KEY (process_instance_key, key, instance_started_at)
) PARTITION BY RANGE (instance_started_at);

CREATE TABLE history.process_instance_default PARTITION OF history.process_instance DEFAULT;
CREATE TABLE history.element_default PARTITION OF history.element DEFAULT;
CREATE TABLE history.job_default PARTITION OF history.job DEFAULT;
CREATE TABLE history.job_attempt_default PARTITION OF history.job_attempt DEFAULT;
CREATE TABLE history.incident_default PARTITION OF history.incident DEFAULT;
CREATE TABLE history.variable_default PARTITION OF history.variable DEFAULT;
CREATE TABLE history.timer_default PARTITION OF history.timer DEFAULT;

-- Makes the partitions of this month and of those ahead, two years at most; the exporter calls it whenever it connects.
-- Rows of a month that has none go to the default partition: such a month is left there.
CREATE FUNCTION history.prepare_months(ahead integer) RETURNS void
    LANGUAGE plpgsql
    -- why: the exporter's role may write rows, but owns no table. It has the right to execute as everyone has.
    SECURITY DEFINER
    SET search_path = pg_catalog
    SET timezone = 'UTC'
AS $$
DECLARE
    parent name;
    month  timestamptz;
    child  text;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('history.prepare_months'));
    FOR parent, month IN
        SELECT c.relname, m
        FROM pg_partitioned_table p
        JOIN pg_class c ON c.oid = p.partrelid AND c.relnamespace = 'history'::regnamespace,
            generate_series(date_trunc('month', now()), now() + make_interval(months => least(ahead, 24)), interval '1 month') m
    LOOP
        child := parent || to_char(month, '_YYYY_MM');
        CONTINUE WHEN to_regclass('history.' || child) IS NOT NULL;
        BEGIN
            EXECUTE format('CREATE TABLE history.%I PARTITION OF history.%I FOR VALUES FROM (%L) TO (%L)',
                child, parent, month, month + interval '1 month');
        EXCEPTION WHEN check_violation THEN
            RAISE NOTICE '% stays in the default partition', child;
        END;
    END LOOP;
END
$$;

SELECT history.prepare_months(3);
