package imprint.workflows.command;

import imprint.workflows.engine.EngineCommand;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;

/** What the engine is told of a step. */
final class StepAssert extends AbstractAssert<StepAssert, TestStep> {

    private StepAssert(TestStep step) {
        super(step, StepAssert.class);
    }

    static StepAssert assertThat(TestStep step) {
        return new StepAssert(step);
    }

    StepAssert wasCompleted() {
        return wasTold(EngineCommand.CompleteJob.class, 1);
    }

    /** Which spends a retry. */
    StepAssert hasFailed() {
        return wasTold(EngineCommand.FailJob.class, 1);
    }

    StepAssert hasNotFailed() {
        return wasTold(EngineCommand.FailJob.class, 0);
    }

    /** For good: no other attempt is made. */
    StepAssert wasRefused() {
        return wasTold(EngineCommand.ThrowError.class, 1).hasNotFailed();
    }

    StepAssert wasNotRefused() {
        return wasTold(EngineCommand.ThrowError.class, 0);
    }

    private StepAssert wasTold(Class<? extends EngineCommand> kind, int times) {
        isNotNull();
        Assertions.assertThat(actual.sent())
                .filteredOn(command -> kind.isInstance(command)
                        && jobKeyOf(command) == actual.job().jobKey())
                .as("commands of kind %s for the step", kind.getSimpleName())
                .hasSize(times);
        return this;
    }

    private static long jobKeyOf(EngineCommand command) {
        return switch (command) {
            case EngineCommand.CompleteJob it -> it.jobKey();
            case EngineCommand.FailJob it -> it.jobKey();
            case EngineCommand.ThrowError it -> it.jobKey();
            default -> throw new IllegalArgumentException("%s is not for a job".formatted(command));
        };
    }
}
