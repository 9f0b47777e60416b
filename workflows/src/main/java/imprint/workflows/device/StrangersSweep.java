package imprint.workflows.device;

import imprint.workflows.lock.AdvisoryLock;
import imprint.workflows.lock.Sweeps;
import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks for devices that ask no more to be let in. */
@Component
@Profile("app")
class StrangersSweep {

    private final Strangers strangers;
    private final Sweeps sweeps;

    StrangersSweep(Strangers strangers, Sweeps sweeps) {
        this.strangers = strangers;
        this.sweeps = sweeps;
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT5M")
    void sweep() {
        sweeps.onOneNode(AdvisoryLock.STRANGERS, strangers::forgetTheSilent);
    }
}
