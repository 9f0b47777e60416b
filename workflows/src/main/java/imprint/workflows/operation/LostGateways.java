package imprint.workflows.operation;

import imprint.workflows.lock.AdvisoryLock;
import imprint.workflows.lock.Sweeps;
import imprint.workflows.operation.Pinning.SiteStep;
import java.util.List;
import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks for steps that wait for the worker of a gateway that is gone. */
@Component
@Profile("app")
class LostGateways {

    private final Pinning pinning;
    private final Sweeps sweeps;

    LostGateways(Pinning pinning, Sweeps sweeps) {
        this.pinning = pinning;
        this.sweeps = sweeps;
    }

    @Scheduled(fixedDelayString = "${imprint.engine.reconcile:PT30S}", initialDelayString = "PT20S")
    void sweep() {
        sweeps.onOneNode(AdvisoryLock.LOST_GATEWAYS, this::moveOn);
    }

    private void moveOn() {
        var lost = pinning.lostGateways();
        var steps = lost.isEmpty() ? List.<SiteStep>of() : pinning.siteSteps(lost, null);
        while (!steps.isEmpty()) {
            steps.forEach(pinning::moveOn);
            steps = pinning.siteSteps(lost, steps.getLast());
        }
    }
}
