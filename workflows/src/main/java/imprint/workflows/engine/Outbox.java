package imprint.workflows.engine;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
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

    /** The outcome of a command that the engine keeps answering with an error of its own. */
    static final String GIVEN_UP = "given up";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final JsonMapper json;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Outbox(JdbcClient jdbc, JdbcTemplate batches, JsonMapper json, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.json = json;
        this.events = events;
        this.clock = clock;
    }

    public void put(EngineCommand command) {
        put(List.of(command), false);
    }

    /** Puts starts of operations. They leave after all else, and only so many at a time: see {@link #take}. */
    public void putStarts(List<EngineCommand.Publish> starts) {
        put(starts, true);
    }

    private void put(List<? extends EngineCommand> commands, boolean areStarts) {
        var writer = json.writerFor(EngineCommand.class);
        var now = now();
        batches.batchUpdate(
                """
                insert into engine_command (idempotence, operation_id, payload, due_at, is_start)
                values (?, ?, ?, ?, ?) on conflict (idempotence) do nothing
                """,
                commands.stream()
                        .map(command -> new Object[] {
                            command.idempotence(),
                            command.operationId(),
                            writer.writeValueAsString(command),
                            now,
                            areStarts
                        })
                        .toList());
        events.publishEvent(new CommandPut());
    }

    /** The operation has begun, or ended before it did: its start makes room for another. */
    public void startIsOver(UUID operationId) {
        jdbc.sql("update engine_command set start_is_over = true where operation_id = ? and is_start")
                .param(operationId)
                .update();
    }

    /** Sends the starts once more that were sent before {@code before}, and whose operations have not begun. */
    public int sendLostStartsAgain(Instant before) {
        return jdbc.sql("""
                        update engine_command set sent_at = null, due_at = ?
                        where is_start and not start_is_over and sent_at < ?
                        """).params(now(), Timestamp.from(before)).update();
    }

    /**
     * Takes commands that are due, starts last, then the oldest first. Nobody else takes them within the lease; those
     * of a node that was killed are due again at its end.
     *
     * @param startsAtOnce how many starts may be with the engine whose operations have not begun
     */
    List<Entry> take(int most, Duration lease, int startsAtOnce) {
        var rows = jdbc.sql("""
                        update engine_command set due_at = :until, attempts = attempts + 1 where id in (
                            select id from engine_command where sent_at is null and due_at <= :now
                            and (not is_start or :startsAtOnce > (select count(*) from engine_command
                                where is_start and not start_is_over and sent_at is not null))
                            order by is_start, due_at, id limit :most for update skip locked)
                        returning id, payload, attempts
                        """)
                .param("until", Timestamp.from(clock.instant().plus(lease)))
                .param("now", now())
                .param("startsAtOnce", startsAtOnce)
                .param("most", most)
                .query((row, n) -> new Row(row.getLong(1), row.getString(2), row.getInt(3)))
                .list();
        return rows.stream().flatMap(row -> read(row).stream()).toList();
    }

    /** Empty when the payload cannot be read, because a later release has written it, say. */
    private Optional<Entry> read(Row row) {
        try {
            return Optional.of(new Entry(row.id(), json.readValue(row.payload(), EngineCommand.class), row.attempts()));
        } catch (JacksonException e) {
            log.error("Command {} cannot be read and is not sent: {}", row.id(), row.payload(), e);
            settle(List.of(row.id()), "unreadable");
            return Optional.empty();
        }
    }

    void settle(Collection<Long> ids, String outcome) {
        jdbc.sql("update engine_command set sent_at = :now, outcome = :outcome where id in (:ids)")
                .param("now", now())
                .param("outcome", outcome)
                .param("ids", ids)
                .update();
    }

    void postpone(Entry entry, Duration delay, String outcome) {
        jdbc.sql("update engine_command set due_at = ?, outcome = ? where id = ?")
                .params(Timestamp.from(clock.instant().plus(delay)), outcome, entry.id())
                .update();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private record Row(long id, String payload, int attempts) {}

    /** @param attempts how often it was taken, this time counted */
    record Entry(long id, EngineCommand command, int attempts) {}

    /** Wakes the dispatcher of this node once the transaction is through; those of others look by themselves. */
    record CommandPut() {}
}
