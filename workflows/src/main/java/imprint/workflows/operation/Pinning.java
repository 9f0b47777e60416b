package imprint.workflows.operation;

import imprint.bpmn.JobTypes;
import imprint.bpmn.Variables;
import imprint.workflows.engine.EngineCommand;
import imprint.workflows.engine.Outbox;
import imprint.workflows.site.Gateway;
import imprint.workflows.site.Gateways;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Each operation is pinned to one gateway. When that has been silent for longer than a device may be, the operation goes
 * on through another of the same site; while there is none, it waits.
 */
@Service
@Transactional
public class Pinning {

    private static final Logger log = LoggerFactory.getLogger(Pinning.class);
    private static final List<String> SITE_STEPS = List.of(
            JobTypes.CLONE_STORE_IMAGE,
            JobTypes.CLONE_COMPUTE_CHECKSUM,
            JobTypes.ADD_COMPUTE_CHECKSUM,
            JobTypes.APPLY_TRANSFER_IMAGE);
    private static final int PAGE = 500;

    private final JdbcClient jdbc;
    private final Operations operations;
    private final Gateways gateways;
    private final Outbox outbox;
    private final StepSettings settings;
    private final Clock clock;

    Pinning(
            JdbcClient jdbc,
            Operations operations,
            Gateways gateways,
            Outbox outbox,
            StepSettings settings,
            Clock clock) {
        this.jdbc = jdbc;
        this.operations = operations;
        this.gateways = gateways;
        this.outbox = outbox;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * The live gateway of the site with the fewest operations under way.
     *
     * @throws IllegalStateException there is none
     */
    @Transactional(readOnly = true)
    public Gateway gatewayAt(String site) {
        return leastBusy(gateways.liveAt(site))
                .orElseThrow(() ->
                        new IllegalStateException("No worker of site \"%s\" is alive: start one.".formatted(site)));
    }

    private Optional<Gateway> leastBusy(List<Gateway> live) {
        if (live.size() < 2) {
            return live.stream().findFirst();
        }
        var underWay = new HashMap<String, Long>();
        jdbc.sql("select gateway, count(*) from operation where holds_device and gateway = any (?) group by gateway")
                .param(live.stream().map(Gateway::name).toArray(String[]::new))
                .query(row -> {
                    underWay.put(row.getString(1), row.getLong(2));
                });
        return live.stream().min(Comparator.comparingLong(gateway -> underWay.getOrDefault(gateway.name(), 0L)));
    }

    /** Before a device begins: pins its operation, which is locked, anew if the gateway is lost. */
    public void renew(Operation operation) {
        var gateway = operation.gateway();
        var process = operation.process();
        if (gateway == null || process == null) {
            return;
        }
        var now = clock.instant();
        leastBusy(gateways.insteadOf(gateway, now.minus(settings.noProgress()))).ifPresent(other -> {
            log.warn("Gateway {} is gone: operation {} goes on through {}", gateway, operation.id(), other.name());
            operation.assignGateway(other.name());
            outbox.put(new EngineCommand.SetVariables(
                    operation.id(), process.key(), Map.of(Variables.GATEWAY, other.name()), now));
        });
    }

    /** A step that waits for the worker of a lost gateway is entered anew, for that of another. */
    void moveOn(SiteStep step) {
        var operation = operations.lock(step.operationId());
        renew(operation);
        var gateway = operation.gateway();
        if (gateway != null && !step.jobType().endsWith("." + gateway)) {
            outbox.put(new EngineCommand.MoveStep(
                    step.operationId(),
                    step.processInstanceKey(),
                    step.elementInstanceKey(),
                    // why: what is to be stored lay in the spool of the lost gateway.
                    step.elementId().equals("store-image") ? "transfer-image" : step.elementId(),
                    Map.of(Variables.GATEWAY, gateway)));
        }
    }

    /** Gateways that are gone, and whose work another can do. */
    @Transactional(readOnly = true)
    List<String> lostGateways() {
        return gateways.replaceable(clock.instant().minus(settings.noProgress()));
    }

    /**
     * The next steps that wait for workers of these gateways, as the engine's history tells of them; none when it is not
     * there.
     *
     * @param after the last one of those that were given before; null for the first ones
     */
    @Transactional(readOnly = true)
    List<SiteStep> siteSteps(List<String> lost, @Nullable SiteStep after) {
        var isHistoryThere = jdbc.sql("select to_regclass('history.job') is not null")
                .query(Boolean.class)
                .single();
        if (!isHistoryThere) {
            return List.of();
        }
        return jdbc.sql("""
                        select o.id, j.process_instance_key, j.element_instance_key, j.element_id, j.job_type
                        from operation o join history.job j on j.process_instance_key = o.process_instance_key
                        where o.state = 'RUNNING' and j.ended_at is null and j.job_type = any (?)
                        and (j.process_instance_key, j.element_instance_key) > (?, ?)
                        order by j.process_instance_key, j.element_instance_key limit ?
                        """)
                .params(
                        lost.stream()
                                .flatMap(gateway -> SITE_STEPS.stream().map(stem -> JobTypes.atGateway(stem, gateway)))
                                .toArray(String[]::new),
                        after == null ? 0 : after.processInstanceKey(),
                        after == null ? 0 : after.elementInstanceKey(),
                        PAGE)
                .query((row, n) -> new SiteStep(
                        row.getObject(1, UUID.class),
                        row.getLong(2),
                        row.getLong(3),
                        row.getString(4),
                        row.getString(5)))
                .list();
    }

    /** @param jobType ends in the name of the gateway whose worker is to take it */
    record SiteStep(
            UUID operationId, long processInstanceKey, long elementInstanceKey, String elementId, String jobType) {}
}
