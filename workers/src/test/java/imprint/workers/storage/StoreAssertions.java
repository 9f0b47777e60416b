package imprint.workers.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import imprint.imaging.image.FileName;
import imprint.workers.storage.StorageRefused.Reason;
import imprint.workflows.address.TestStep;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What the tests say of storage locations. */
final class StoreAssertions {

    private StoreAssertions() {}

    /** The location's test fails at this step. */
    static void assertFails(TestStep step, ImageStore store) {
        assertThatExceptionOfType(ConnectionTestFailed.class)
                .isThrownBy(store::test)
                .returns(step, ConnectionTestFailed::step);
    }

    /** The location refuses to tell a file's length. */
    static void assertRefuses(Reason reason, ImageStore store, String... parts) {
        assertRefused(reason, () -> store.size(new FileName("disk.img")), parts);
    }

    /** @param parts of the sentence that says why */
    static void assertRefused(Reason reason, ThrowingCallable call, String... parts) {
        assertThatExceptionOfType(StorageRefused.class)
                .isThrownBy(call)
                .returns(reason, StorageRefused::reason)
                .satisfies(refused ->
                        assertThat(parts).allSatisfy(part -> assertThat(refused).hasMessageContaining(part)));
    }
}
