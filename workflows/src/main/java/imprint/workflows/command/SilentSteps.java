package imprint.workflows.command;

import imprint.workflows.operation.Operations;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Gives up the attempts of devices that have said nothing new for too long, each in a transaction of its own. */
@Service
@Transactional
class SilentSteps {

    private final DeviceCommandRepository commands;
    private final Operations operations;
    private final Patience patience;
    private final StepAnswers answers;

    SilentSteps(DeviceCommandRepository commands, Operations operations, Patience patience, StepAnswers answers) {
        this.commands = commands;
        this.operations = operations;
        this.patience = patience;
        this.answers = answers;
    }

    /** @param after the last one of those that were given before */
    @Transactional(readOnly = true)
    List<CommandRef> find(CommandKind kind, UUID after, int most) {
        return commands.findSilent(kind, patience.reachesBackTo(kind), after, Limit.of(most));
    }

    /** The attempt has failed; the device's report is still welcome. */
    void failIfSilent(CommandRef ref) {
        lock(ref)
                .filter(it -> it.state().isOpen() && it.lastProgressAt().isBefore(patience.reachesBackTo(it.kind())))
                .ifPresent(this::fail);
    }

    private Optional<DeviceStep> lock(CommandRef ref) {
        operations.lockUnderWay(ref.operationId());
        return commands.lockStep(ref.id());
    }

    private void fail(DeviceStep step) {
        var sentence = sentenceOf(step);
        step.silent();
        answers.failed(step, sentence);
        // why: the device is told to stop when it comes back; until then nobody has to wait for it.
        operations.cancelled(step.operationId());
    }

    private String sentenceOf(DeviceStep step) {
        var seconds = patience.with(step.kind()).toSeconds();
        if (step.state() == CommandState.STOPPING) {
            return "The device has not said for %s s that it stopped: it is told again when it is heard."
                    .formatted(seconds);
        }
        var what = step.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return step.kind() != CommandKind.REBOOT && patience.isHeard(step)
                ? ("The device is heard, but has got no further with \"%s\" for %s s: does it reach the image gateway,"
                                + " and has the gateway room in its spool?")
                        .formatted(what, seconds)
                : "The device has said nothing of \"%s\" for %s s: is it on, and on the network?"
                        .formatted(what, seconds);
    }
}
