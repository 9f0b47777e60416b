package imprint.workflows.operation;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
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
        jdbc.sql("""
                        insert into operation_progress (operation_id, bytes_done, bytes_total, bytes_sent, updated_at)
                        values (?, ?, ?, ?, ?)
                        on conflict (operation_id) do update set bytes_done = excluded.bytes_done,
                            bytes_total = excluded.bytes_total, bytes_sent = excluded.bytes_sent,
                            updated_at = excluded.updated_at
                        """)
                .params(operationId, bytesDone, bytesTotal, bytesSent, Timestamp.from(clock.instant()))
                .update();
    }

    @Transactional(readOnly = true)
    public Optional<Snapshot> of(UUID operationId) {
        return jdbc.sql("select * from operation_progress where operation_id = ?")
                .param(operationId)
                .query((row, n) -> new Snapshot(
                        row.getLong("bytes_done"),
                        row.getLong("bytes_total"),
                        row.getLong("bytes_sent"),
                        row.getTimestamp("updated_at").toInstant()))
                .optional();
    }

    /** In bytes of the disk, but for {@code bytesSent}, which went over the network. */
    public record Snapshot(long bytesDone, long bytesTotal, long bytesSent, Instant at) {}
}
