package imprint.workflows.audit;

import imprint.workflows.lock.AdvisoryLock;
import imprint.workflows.lock.Sweeps;
import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Makes room for the entries of the months to come, long before they begin. */
@Component
@Profile("app")
class AuditMonths {

    private final AuditTrail audit;
    private final Sweeps sweeps;

    AuditMonths(AuditTrail audit, Sweeps sweeps) {
        this.audit = audit;
        this.sweeps = sweeps;
    }

    @Scheduled(fixedDelayString = "P1D", initialDelayString = "PT1M")
    void sweep() {
        sweeps.onOneNode(AdvisoryLock.AUDIT_MONTHS, audit::prepareMonths);
    }
}
