package imprint.workflows.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import imprint.bpmn.Outcome;
import imprint.workflows.DomainTest;
import imprint.workflows.Fleet;
import imprint.workflows.apply.ApplyDiskImage;
import imprint.workflows.failure.Conflict;
import imprint.workflows.failure.NotFound;
import imprint.workflows.operation.Operations;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** When an image may leave the inventory. */
@DomainTest
class DiskImagesTest {

    @Autowired
    private Fleet fleet;

    @Autowired
    private DiskImages images;

    @Autowired
    private ApplyDiskImage apply;

    @Autowired
    private Operations operations;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    private final ExecutorService other = Executors.newVirtualThreadPerTaskExecutor();
    private UUID image;
    private UUID device;

    @BeforeEach
    void anImageAndADevice() throws IOException, InterruptedException {
        image = fleet.anImage().id();
        device = fleet.aDevice().id();
    }

    @AfterEach
    void end() {
        other.close();
    }

    @Test
    void anImageThatAnOperationAppliesStays() {
        var operation = anApply();
        assertThatThrownBy(() -> remove())
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("is still in use by operation " + operation);
    }

    @Test
    void anImageThatWasAppliedMayGo() {
        var operation = anApply();
        operations.conclude(operation, Outcome.REJECTED, "DEVICE_BUSY", "Another has it.");
        remove();
        assertThat(images.find(image)).isEmpty();
        assertThat(operations.get(operation).imageId()).isNull();
    }

    @Test
    void anImageThatIsBeingAskedForStays() {
        var removal = transaction.execute(status -> {
            anApply();
            return afterUs(this::remove);
        });
        assertThat(removal)
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(Conflict.class);
    }

    @Test
    void anImageThatIsBeingRemovedCannotBeAskedFor() {
        var request = transaction.execute(status -> {
            remove();
            return afterUs(this::anApply);
        });
        assertThat(request)
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(NotFound.class);
    }

    private UUID anApply() {
        return apply.request(image, List.of(device), true, Fleet.because("test"))
                .getFirst()
                .id();
    }

    private UUID remove() {
        images.remove(image, Fleet.ALICE);
        return image;
    }

    /** Begins at once, and waits for the end of this transaction. */
    private Future<UUID> afterUs(Callable<UUID> work) {
        var future = other.submit(work);
        await().until(() -> jdbc.sql("select count(*) > 0 from pg_stat_activity where wait_event_type = 'Lock'")
                .query(Boolean.class)
                .single());
        return future;
    }
}
