package imprint.app.storage;

import imprint.workflows.address.TestStep;
import imprint.workflows.storage.LocationTest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param passed the steps that succeeded, in their order
 * @param failed the step that did not, after which none was tried; null when all succeeded
 */
record LocationTestView(List<TestStep> passed, @Nullable Failed failed) {

    /**
     * @param message what was wrong
     * @param remedy how it is mended
     */
    record Failed(TestStep step, String message, String remedy) {}

    static LocationTestView of(LocationTest result) {
        var failed = result.failed();
        return new LocationTestView(
                result.passed(),
                failed == null
                        ? null
                        : new Failed(
                                failed.step(), failed.message(), failed.step().remedy()));
    }
}
