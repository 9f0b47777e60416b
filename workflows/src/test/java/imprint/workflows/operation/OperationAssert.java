package imprint.workflows.operation;

import java.util.UUID;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/** The words in which tests say what has become of an operation. */
public final class OperationAssert extends AbstractAssert<OperationAssert, Operation> {

    private OperationAssert(Operation actual) {
        super(actual, OperationAssert.class);
    }

    public static OperationAssert assertThat(Operation actual) {
        return new OperationAssert(actual);
    }

    public OperationAssert is(OperationState state) {
        Assertions.assertThat(actual.state()).as("state").isEqualTo(state);
        return this;
    }

    /** Under way, with all that it needs to itself. */
    public OperationAssert isRunning() {
        is(OperationState.RUNNING);
        Assertions.assertThat(actual.holdsAll()).as("holds all that it needs").isEqualTo(true);
        return this;
    }

    /** Ended so, and has let go of all that it had. */
    public OperationAssert hasEnded(OperationState state) {
        is(state);
        Assertions.assertThat(actual.state().isFinal()).as("is final").isEqualTo(true);
        Assertions.assertThat(actual.endedAt()).as("end").isNotNull();
        Assertions.assertThat(actual.awaitedKey()).as("awaits").isNull();
        Assertions.assertThat(actual)
                .extracting("holdsDevice", "holdsFile")
                .as("holds")
                .containsOnly(false);
        return this;
    }

    public OperationAssert hasEnded(OperationState state, String code) {
        hasEnded(state);
        Assertions.assertThat(actual.code()).as("code").isEqualTo(code);
        return this;
    }

    public OperationAssert saysThat(String part) {
        Assertions.assertThat(actual.sentence()).as("sentence").contains(part);
        return this;
    }

    public OperationAssert goesThrough(String gateway) {
        Assertions.assertThat(actual.gateway()).as("gateway").isEqualTo(gateway);
        return this;
    }

    public OperationAssert isOfImage(@Nullable UUID imageId) {
        Assertions.assertThat(actual.imageId()).as("image").isEqualTo(imageId);
        return this;
    }

    public OperationAssert isOfFile(String fileName) {
        var image = actual.newImage();
        Assertions.assertThat(image == null ? null : image.fileName())
                .as("file")
                .isEqualTo(fileName);
        return this;
    }
}
