package imprint.workflows.command;

import imprint.workflows.operation.Operations;
import java.time.Clock;
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
    private final Clock clock;

    SilentSteps(
            DeviceCommandRepository commands,
            Operations operations,
            Patience patience,
            StepAnswers answers,
            Clock clock) {
        this.commands = commands;
        this.operations = operations;
        this.patience = patience;
        this.answers = answers;
        this.clock = clock;
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

    private Optional<DeviceCommand> lock(CommandRef ref) {
        operations.lockUnderWay(ref.operationId());
        return commands.lock(ref.id());
    }

    private void fail(DeviceCommand command) {
        var sentence = sentenceOf(command);
        command.silent(sentence, clock.instant());
        answers.failed(command, sentence);
        // why: the device is told to stop when it comes back; until then nobody has to wait for it.
        operations.cancelled(command.operationId());
    }

    private String sentenceOf(DeviceCommand command) {
        var seconds = patience.with(command.kind()).toSeconds();
        if (command.isStopRequested()) {
            return "The device has not said for %s s that it stopped: it is told again when it is heard."
                    .formatted(seconds);
        }
        var what = command.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return command.kind() != CommandKind.REBOOT && patience.isHeard(command)
                ? ("The device is heard, but has got no further with \"%s\" for %s s: does it reach the image gateway,"
                                + " and has the gateway room in its spool?")
                        .formatted(what, seconds)
                : "The device has said nothing of \"%s\" for %s s: is it on, and on the network?"
                        .formatted(what, seconds);
    }
}
