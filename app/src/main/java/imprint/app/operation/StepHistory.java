package imprint.app.operation;

import imprint.app.operation.Step.Attempt;
import imprint.workflows.operation.Operation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the engine's exporter wrote of an operation's process; nothing, where there is no exporter. */
@Component
@Transactional(readOnly = true)
class StepHistory {

    private final JdbcClient jdbc;
    private final StepNames names;

    StepHistory(JdbcClient jdbc, StepNames names) {
        this.jdbc = jdbc;
        this.names = names;
    }

    List<Step> of(Operation operation) {
        var process = operation.process();
        if (process == null || !isThere()) {
            return List.of();
        }
        var attempts = attempts(process.key());
        return jdbc.sql("""
                        select e.*, (
                            select error_message from history.incident i
                            where i.process_instance_key = e.process_instance_key
                              and i.element_instance_key = e.key and i.resolved_at is null limit 1) as incident
                        from history.element e
                        where process_instance_key = ?
                          and element_type in ('SERVICE_TASK', 'RECEIVE_TASK', 'BUSINESS_RULE_TASK')
                        order by started_at nulls first, key
                        """)
                .param(process.key())
                .query((row, n) -> new Step(
                        row.getString("element_id"),
                        names.of(row.getString("element_id")),
                        row.getString("element_type"),
                        row.getString("state"),
                        instant(row, "started_at"),
                        instant(row, "ended_at"),
                        attempts.getOrDefault(row.getLong("key"), List.of()),
                        row.getString("incident")))
                .list();
    }

    private boolean isThere() {
        return jdbc.sql("select to_regclass('history.element') is not null")
                .query(Boolean.class)
                .single();
    }

    /** By the key of the element's instance. */
    private Map<Long, List<Attempt>> attempts(long processInstanceKey) {
        var attempts = new HashMap<Long, List<Attempt>>();
        jdbc.sql("select * from history.job_attempt where process_instance_key = ? order by position")
                .param(processInstanceKey)
                .query(row -> {
                    attempts.computeIfAbsent(row.getLong("element_instance_key"), key -> new ArrayList<>())
                            .add(attempt(row));
                });
        return attempts;
    }

    private static Attempt attempt(ResultSet row) throws SQLException {
        return new Attempt(
                row.getString("worker"),
                row.getString("outcome"),
                row.getObject("retries", Integer.class),
                instant(row, "retry_at"),
                row.getString("error_code"),
                row.getString("error_message"),
                instant(row, "started_at"),
                instant(row, "ended_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
