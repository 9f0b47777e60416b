package imprint.workflows.operation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How far each operation's present step has come; written about once a second. */
@Service
@Transactional
public class OperationProgress {

    private final JdbcClient jdbc;
    private final Clock clock;

    OperationProgress(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public void note(UUID operationId, long bytesDone, long bytesTotal, long bytesSent) {
        // why: fewer bytes than before, or other bytes in all, are those of another step: its rate is a new one.
        jdbc.sql("""
                        insert into operation_progress as p (operation_id, bytes_done, bytes_total, bytes_sent, updated_at,
                            began_at, began_bytes)
                        values (:id, :done, :total, :sent, :now, :now, :done)
                        on conflict (operation_id) do update set bytes_done = excluded.bytes_done,
                            bytes_total = excluded.bytes_total, bytes_sent = excluded.bytes_sent,
                            updated_at = excluded.updated_at,
                            began_at = case when excluded.bytes_done < p.bytes_done
                                or excluded.bytes_total <> p.bytes_total then excluded.began_at else p.began_at end,
                            began_bytes = case when excluded.bytes_done < p.bytes_done
                                or excluded.bytes_total <> p.bytes_total then excluded.began_bytes else p.began_bytes end
                        """)
                .param("id", operationId)
                .param("done", bytesDone)
                .param("total", bytesTotal)
                .param("sent", bytesSent)
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    @Transactional(readOnly = true)
    public Optional<Snapshot> of(UUID operationId) {
        return jdbc.sql("select * from operation_progress where operation_id = ?")
                .param(operationId)
                .query((row, n) -> read(row))
                .optional();
    }

    /** Of each of these operations that has moved since then, by its id. */
    @Transactional(readOnly = true)
    public Map<UUID, Snapshot> of(Collection<UUID> operationIds, Instant since) {
        var moved = new HashMap<UUID, Snapshot>();
        jdbc.sql("select * from operation_progress where operation_id = any (cast(? as uuid[])) and updated_at > ?")
                .params(operationIds.stream().map(UUID::toString).toArray(String[]::new), Timestamp.from(since))
                .query(row -> {
                    moved.put(row.getObject("operation_id", UUID.class), read(row));
                });
        return moved;
    }

    private static Snapshot read(ResultSet row) throws SQLException {
        return new Snapshot(
                row.getLong("bytes_done"),
                row.getLong("bytes_total"),
                row.getLong("bytes_sent"),
                row.getLong("began_bytes"),
                row.getTimestamp("began_at").toInstant(),
                row.getTimestamp("updated_at").toInstant());
    }

    /**
     * In bytes of the disk, but for {@code bytesSent}, which went over the network.
     *
     * @param beganBytes that were done when the step was first heard of, at {@code beganAt}
     */
    public record Snapshot(
            long bytesDone, long bytesTotal, long bytesSent, long beganBytes, Instant beganAt, Instant at) {

        /** On average since the step began; 0 while it cannot be told. */
        public long bytesPerSecond() {
            var millis = Duration.between(beganAt, at).toMillis();
            return millis <= 0 ? 0 : Math.max(0, (long) ((bytesDone - beganBytes) * 1000.0 / millis));
        }

        /** Empty while it cannot be told. */
        public Optional<Duration> timeLeft() {
            var rate = bytesPerSecond();
            return rate == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds((bytesTotal - bytesDone) / rate));
        }
    }
}
