package imprint.workflows.operation;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks for steps that wait for the worker of a gateway that is gone. */
@Component
class LostGateways {

    private final Pinning pinning;

    LostGateways(Pinning pinning) {
        this.pinning = pinning;
    }

    @Scheduled(fixedDelayString = "${imprint.engine.reconcile:PT30S}", initialDelayString = "PT20S")
    void look() {
        pinning.siteSteps().forEach(pinning::moveOn);
    }
}
