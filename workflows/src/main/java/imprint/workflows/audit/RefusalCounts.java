package imprint.workflows.audit;

import jakarta.annotation.PreDestroy;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Notes as one entry each what was refused again and again within an hour. */
@Component
@Profile("app")
class RefusalCounts {

    private static final Logger LOG = LoggerFactory.getLogger(RefusalCounts.class);

    private final AuditTrail audit;
    private final RepeatedRefusals refusals;

    RefusalCounts(AuditTrail audit, RepeatedRefusals refusals) {
        this.audit = audit;
        this.refusals = refusals;
    }

    @Scheduled(fixedDelayString = "PT1M")
    void record() {
        record(refusals.ofHoursThatAreOver());
    }

    @PreDestroy
    void recordAtTheEnd() {
        record(refusals.all());
    }

    private void record(List<Act> counted) {
        for (var act : counted) {
            try {
                audit.recordCounted(act);
            } catch (RuntimeException e) {
                LOG.warn("The audit trail misses what was refused more than once: {}", act, e);
            }
        }
    }
}
