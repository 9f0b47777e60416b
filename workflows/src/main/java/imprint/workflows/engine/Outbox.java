package imprint.workflows.engine;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Commands to the engine, kept in the transaction that has reason for them; the dispatcher carries them over. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Outbox {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Outbox(JdbcClient jdbc, JsonMapper json, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.events = events;
        this.clock = clock;
    }

    public void put(EngineCommand command) {
        jdbc.sql("""
                        insert into engine_command (idempotence, operation_id, payload, due_at) values (?, ?, ?, ?)
                        on conflict (idempotence) do nothing
                        """)
                .params(
                        command.idempotence(),
                        command.operationId(),
                        json.writerFor(EngineCommand.class).writeValueAsString(command),
                        Timestamp.from(clock.instant()))
                .update();
        events.publishEvent(new CommandPut());
    }

    /** Sends what was sent for an operation before it began once more. */
    public void again(UUID operationId) {
        jdbc.sql("update engine_command set sent_at = null, due_at = ? where operation_id = ? and sent_at is not null")
                .params(Timestamp.from(clock.instant()), operationId)
                .update();
    }

    /** Locks the commands that are due, oldest first, leaving those that another node is carrying over. */
    List<Entry> due(int most) {
        return jdbc.sql("""
                        select id, payload, attempts from engine_command where sent_at is null and due_at <= ?
                        order by due_at, id limit ? for update skip locked
                        """)
                .params(Timestamp.from(clock.instant()), most)
                .query((row, n) ->
                        new Entry(row.getLong(1), json.readValue(row.getString(2), EngineCommand.class), row.getInt(3)))
                .list();
    }

    void settled(List<Entry> entries, String outcome) {
        jdbc.sql(
                        "update engine_command set sent_at = :now, outcome = :outcome, attempts = attempts + 1 where id in (:ids)")
                .param("now", Timestamp.from(clock.instant()))
                .param("outcome", outcome)
                .param("ids", entries.stream().map(Entry::id).toList())
                .update();
    }

    void postponed(Entry entry, Duration delay, String outcome) {
        jdbc.sql("update engine_command set due_at = ?, outcome = ?, attempts = attempts + 1 where id = ?")
                .params(Timestamp.from(clock.instant().plus(delay)), outcome, entry.id())
                .update();
    }

    record Entry(long id, EngineCommand command, int attempts) {}

    /** Wakes the dispatcher of this node once the transaction is through; those of others look by themselves. */
    record CommandPut() {}
}
