package imprint.app.operation;

import imprint.workflows.operation.OperationKind;
import imprint.workflows.operation.OperationProgress;
import imprint.workflows.operation.OperationState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes the state of all operations that are open, or have ended of late, in two questions to the database. */
@Component
@Transactional(readOnly = true)
class OperationPulse {

    private static final Duration OF_LATE = Duration.ofMinutes(1);
    private static final Duration STILL_MOVING = Duration.ofHours(1);

    private final JdbcClient jdbc;
    private final OperationProgress progress;
    private final Clock clock;

    OperationPulse(JdbcClient jdbc, OperationProgress progress, Clock clock) {
        this.jdbc = jdbc;
        this.progress = progress;
        this.clock = clock;
    }

    List<OperationEvent> take() {
        var now = clock.instant();
        var moving = progress.since(now.minus(STILL_MOVING));
        return jdbc.sql("""
                        select id, kind, state, device_id, code, sentence from operation
                        where ended_at is null or ended_at > ? order by requested_at desc limit 10000
                        """)
                .param(Timestamp.from(now.minus(OF_LATE)))
                .query((row, n) -> read(row, moving))
                .list();
    }

    private static OperationEvent read(ResultSet row, Map<UUID, OperationProgress.Snapshot> moving)
            throws SQLException {
        var id = row.getObject("id", UUID.class);
        return new OperationEvent(
                id,
                OperationKind.valueOf(row.getString("kind")),
                OperationState.valueOf(row.getString("state")),
                row.getObject("device_id", UUID.class),
                row.getString("code"),
                row.getString("sentence"),
                view(moving.get(id)));
    }

    private static @Nullable ProgressView view(OperationProgress.@Nullable Snapshot snapshot) {
        return snapshot == null ? null : ProgressView.of(snapshot);
    }
}
