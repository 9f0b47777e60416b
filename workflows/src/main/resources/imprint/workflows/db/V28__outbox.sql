-- Starts leave after all other commands, and no more of them at a time than the engine takes in.
alter table engine_command
    add column is_start      boolean not null default false,
    -- the operation has begun, or ended before it did
    add column start_is_over boolean not null default false;

update engine_command c set is_start = true,
    start_is_over = not exists (
        select from operation o where o.id = c.operation_id and o.state = 'REQUESTED' and o.process_instance_key is null)
where c.id = (select min(f.id) from engine_command f where f.operation_id = c.operation_id);

drop index engine_command_due;
create index engine_command_due on engine_command (is_start, due_at, id) where sent_at is null;
create index engine_command_starts on engine_command (sent_at) where is_start and not start_is_over;
create index engine_command_operation on engine_command (operation_id);

create index operation_unfinished on operation (id) where ended_at is null;
