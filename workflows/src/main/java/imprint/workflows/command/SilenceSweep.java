package imprint.workflows.command;

import imprint.workflows.lock.AdvisoryLock;
import imprint.workflows.lock.Sweeps;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks for devices that have fallen silent, each in a transaction of its own: none waits for another's locks. */
@Component
@Profile("app")
class SilenceSweep {

    private static final Logger log = LoggerFactory.getLogger(SilenceSweep.class);
    private static final int PAGE = 500;
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final SilentSteps steps;
    private final Sweeps sweeps;

    SilenceSweep(SilentSteps steps, Sweeps sweeps) {
        this.steps = steps;
        this.sweeps = sweeps;
    }

    // why not at once: what devices said while the server was away was not heard.
    @Scheduled(
            initialDelayString = "${imprint.steps.no-progress:PT3M}",
            fixedDelayString = "${imprint.steps.sweep:PT2S}")
    void sweep() {
        sweeps.onOneNode(AdvisoryLock.SILENCE_SWEEP, this::failSilent);
    }

    private void failSilent() {
        for (var kind : CommandKind.values()) {
            var page = steps.find(kind, BEFORE_ALL, PAGE);
            while (!page.isEmpty()) {
                failSilent(page);
                page = steps.find(kind, page.getLast().id(), PAGE);
            }
        }
    }

    private void failSilent(List<CommandRef> silent) {
        for (var command : silent) {
            try {
                steps.failIfSilent(command);
            } catch (RuntimeException e) {
                // why: it is looked at again with the next sweep, and those behind it are not to wait for that.
                log.warn("Command {} is silent, and cannot be failed yet", command.id(), e);
            }
        }
    }
}
