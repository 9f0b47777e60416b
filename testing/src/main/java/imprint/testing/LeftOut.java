package imprint.testing;

import java.util.function.Consumer;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** Says in one line each which tests are left out, and why, however that came about. */
public final class LeftOut implements TestExecutionListener {
    private final Consumer<String> say;

    public LeftOut() {
        // why not System.out::println: what captures the output of tests may be put there later.
        this(line -> System.out.println(line));
    }

    LeftOut(Consumer<String> say) {
        this.say = say;
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        say(test, reason);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (result.getStatus() == Status.ABORTED) {
            say(test, result.getThrowable().map(Throwable::getMessage).orElse("it does not say why"));
        }
    }

    private void say(TestIdentifier test, String reason) {
        say.accept("Left out: %s: %s".formatted(name(test), reason.strip().replaceAll("\\s+", " ")));
    }

    private static String name(TestIdentifier test) {
        return test.getSource()
                .filter(MethodSource.class::isInstance)
                .map(source -> ((MethodSource) source).getJavaClass().getSimpleName() + "." + test.getDisplayName())
                .orElseGet(test::getDisplayName);
    }
}
