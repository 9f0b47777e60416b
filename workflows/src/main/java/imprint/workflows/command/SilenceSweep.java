package imprint.workflows.command;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks for devices that have fallen silent. */
@Component
class SilenceSweep {

    private final DeviceSteps steps;

    SilenceSweep(DeviceSteps steps) {
        this.steps = steps;
    }

    // why not at once: what devices said while the server was away was not heard.
    @Scheduled(
            initialDelayString = "${imprint.steps.no-progress:PT3M}",
            fixedDelayString = "${imprint.steps.sweep:PT2S}")
    void sweep() {
        steps.failSilent();
    }
}
