-- What the first request with an idempotency key was answered; repeats of it get the same.
create table first_answer (
    person  text not null references person on delete cascade,
    key     text not null,
    -- SHA-256 of what was asked for
    request bytea not null,
    answer  text not null,
    kept_at timestamptz not null,
    primary key (person, key)
);
create index first_answer_kept_at on first_answer (kept_at);
