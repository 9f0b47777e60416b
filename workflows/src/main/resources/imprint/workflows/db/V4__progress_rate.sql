-- Where the present step's bytes began to count, from which rate and time left are told.
alter table operation_progress
    add began_at    timestamptz not null default now(),
    add began_bytes bigint not null default 0;
