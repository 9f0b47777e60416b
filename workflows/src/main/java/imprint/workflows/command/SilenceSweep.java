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

    @Scheduled(fixedDelayString = "${imprint.steps.sweep:PT2S}")
    void sweep() {
        steps.failSilent();
    }
}
