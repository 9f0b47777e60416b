package imprint.workflows.operation;

import imprint.workflows.audit.Act;
import imprint.workflows.audit.Actor;
import imprint.workflows.audit.AuditTrail;
import imprint.workflows.engine.EngineCommand;
import imprint.workflows.engine.Outbox;
import imprint.workflows.failure.Conflict;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Steps that have spent their retries and wait for a person, as the engine's history tells of them. */
@Service
@Transactional
public class Incidents {

    public static final int MOST = 10_000;

    private final JdbcClient jdbc;
    private final Operations operations;
    private final Outbox outbox;
    private final AuditTrail audit;
    private final StepSettings settings;

    Incidents(JdbcClient jdbc, Operations operations, Outbox outbox, AuditTrail audit, StepSettings settings) {
        this.jdbc = jdbc;
        this.operations = operations;
        this.outbox = outbox;
        this.audit = audit;
        this.settings = settings;
    }

    /**
     * Has the step of each open incident tried again, with all its retries anew.
     *
     * @throws Conflict when there is none
     */
    public Operation retry(UUID operationId, @Nullable String reason, Actor actor) {
        var operation = operations.get(operationId);
        var open = open(operation);
        if (open.isEmpty()) {
            throw new Conflict("No step of operation %s waits for a retry.".formatted(operationId));
        }
        open.forEach(incident -> outbox.put(new EngineCommand.ResolveIncident(
                operationId,
                incident.key(),
                incident.jobKey(),
                settings.retries().size() + 1)));
        audit.record(Act.done(actor, "operation retried", "operation", operationId)
                .because(reason)
                .with(Map.of(
                        "steps",
                        String.join(", ", open.stream().map(Incident::elementId).toList()))));
        return operation;
    }

    /** None when the history is not there, or has not heard of any yet. */
    @Transactional(readOnly = true)
    public List<Incident> open(Operation operation) {
        var process = operation.process();
        if (process == null || operation.state().isFinal() || !isHistoryThere()) {
            return List.of();
        }
        return jdbc.sql("""
                        select key, job_key, element_id, error_message from history.incident
                        where process_instance_key = ? and resolved_at is null order by created_at
                        """)
                .param(process.key())
                .query((row, n) -> new Incident(row.getLong(1), jobKey(row), row.getString(3), row.getString(4)))
                .list();
    }

    /** The process instances in which a step waits for a person; of more than {@link #MOST}, those that came last. */
    @Transactional(readOnly = true)
    public Set<Long> processInstances() {
        if (!isHistoryThere()) {
            return Set.of();
        }
        return jdbc.sql("""
                        select process_instance_key from history.incident
                        where resolved_at is null order by created_at desc limit ?
                        """).param(MOST).query((row, n) -> row.getLong(1)).set();
    }

    /** Those of the process instances in which a step waits for a person. */
    @Transactional(readOnly = true)
    public Set<Long> among(Collection<Long> processInstances) {
        if (processInstances.isEmpty() || !isHistoryThere()) {
            return Set.of();
        }
        return jdbc.sql("""
                        select process_instance_key from history.incident
                        where resolved_at is null and process_instance_key = any (?)
                        """)
                .param(processInstances.toArray(Long[]::new))
                .query((row, n) -> row.getLong(1))
                .set();
    }

    private static @Nullable Long jobKey(ResultSet row) throws SQLException {
        var key = row.getLong(2);
        return key > 0 ? key : null;
    }

    private boolean isHistoryThere() {
        return jdbc.sql("select to_regclass('history.incident') is not null")
                .query(Boolean.class)
                .single();
    }

    /**
     * @param jobKey null when the engine cannot even offer the step, as when an expression has no value
     * @param elementId of the step in the diagram
     */
    public record Incident(
            long key,
            @Nullable Long jobKey,
            String elementId,
            @Nullable String message) {}
}
