package imprint.workflows.engine;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Commands to the engine, kept in the transaction that has reason for them; the dispatcher carries them over. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Outbox {

    private static final Logger log = LoggerFactory.getLogger(Outbox.class);

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
        var rows = jdbc.sql("""
                        select id, payload, attempts from engine_command where sent_at is null and due_at <= ?
                        order by due_at, id limit ? for update skip locked
                        """)
                .params(Timestamp.from(clock.instant()), most)
                .query((row, n) -> new Row(row.getLong(1), row.getString(2), row.getInt(3)))
                .list();
        return rows.stream().flatMap(row -> read(row).stream()).toList();
    }

    /** Nothing of what a later version has written, say: it would hold up all that were sent with it. */
    private Optional<Entry> read(Row row) {
        try {
            return Optional.of(new Entry(row.id(), json.readValue(row.payload(), EngineCommand.class), row.attempts()));
        } catch (JacksonException e) {
            log.error("Command {} cannot be read and is not sent: {}", row.id(), row.payload(), e);
            settled(List.of(row.id()), "unreadable");
            return Optional.empty();
        }
    }

    void settled(Collection<Long> ids, String outcome) {
        jdbc.sql(
                        "update engine_command set sent_at = :now, outcome = :outcome, attempts = attempts + 1 where id in (:ids)")
                .param("now", Timestamp.from(clock.instant()))
                .param("outcome", outcome)
                .param("ids", ids)
                .update();
    }

    void postponed(Entry entry, Duration delay, String outcome) {
        jdbc.sql("update engine_command set due_at = ?, outcome = ?, attempts = attempts + 1 where id = ?")
                .params(Timestamp.from(clock.instant().plus(delay)), outcome, entry.id())
                .update();
    }

    private record Row(long id, String payload, int attempts) {}

    record Entry(long id, EngineCommand command, int attempts) {}

    /** Wakes the dispatcher of this node once the transaction is through; those of others look by themselves. */
    record CommandPut() {}
}
