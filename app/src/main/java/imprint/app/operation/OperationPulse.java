package imprint.app.operation;

import imprint.workflows.operation.Incidents;
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
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes the state of all operations that are open, or have ended of late, in three questions to the database. */
@Component
@Transactional(readOnly = true)
class OperationPulse {

    private static final Duration OF_LATE = Duration.ofMinutes(1);
    private static final Duration STILL_MOVING = Duration.ofHours(1);

    private final JdbcClient jdbc;
    private final OperationProgress progress;
    private final Incidents incidents;
    private final Clock clock;

    OperationPulse(JdbcClient jdbc, OperationProgress progress, Incidents incidents, Clock clock) {
        this.jdbc = jdbc;
        this.progress = progress;
        this.incidents = incidents;
        this.clock = clock;
    }

    List<OperationEvent> take() {
        var now = clock.instant();
        var moving = progress.since(now.minus(STILL_MOVING));
        var waiting = incidents.processInstances();
        return jdbc.sql("""
                        select o.id, o.kind, o.state, o.device_id, d.host_name, o.image_id,
                            coalesce(i.name, o.name) as image_name, o.code, o.sentence, o.process_instance_key
                        from operation o
                        left join device d on d.id = o.device_id left join disk_image i on i.id = o.image_id
                        where o.ended_at is null or o.ended_at > ? order by o.requested_at desc limit 10000
                        """)
                .param(Timestamp.from(now.minus(OF_LATE)))
                .query((row, n) -> read(row, moving, waiting))
                .list();
    }

    private static OperationEvent read(ResultSet row, Map<UUID, OperationProgress.Snapshot> moving, Set<Long> waiting)
            throws SQLException {
        var id = row.getObject("id", UUID.class);
        var state = OperationState.valueOf(row.getString("state"));
        return new OperationEvent(
                id,
                OperationKind.valueOf(row.getString("kind")),
                state,
                row.getObject("device_id", UUID.class),
                row.getString("host_name"),
                row.getObject("image_id", UUID.class),
                row.getString("image_name"),
                row.getString("code"),
                row.getString("sentence"),
                !state.isFinal() && waiting.contains(row.getLong("process_instance_key")),
                state.isFinal() ? null : view(moving.get(id)));
    }

    private static @Nullable ProgressView view(OperationProgress.@Nullable Snapshot snapshot) {
        return snapshot == null ? null : ProgressView.of(snapshot);
    }
}
