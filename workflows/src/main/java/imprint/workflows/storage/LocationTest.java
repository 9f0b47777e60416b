package imprint.workflows.storage;

import imprint.workflows.address.StorageAddress;
import imprint.workflows.address.TestStep;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of testing a location.
 *
 * @param passed the steps that succeeded, in their order
 * @param failed null when all succeeded; the steps after it were not tried
 */
public record LocationTest(List<TestStep> passed, @Nullable Failure failed) {

    static LocationTest of(StorageAddress address, @Nullable Failure failed) {
        return new LocationTest(
                Arrays.stream(TestStep.values())
                        .filter(step -> step.isOf(address))
                        .filter(step -> failed == null || step.compareTo(failed.step()) < 0)
                        .toList(),
                failed);
    }

    /** @param message a sentence that says what was wrong, without secrets */
    public record Failure(TestStep step, String message) {}
}
