package imprint.workflows.clone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.when;

import imprint.bpmn.ErrorCode;
import imprint.bpmn.Outcome;
import imprint.imaging.image.ImageFileName;
import imprint.workflows.DomainTest;
import imprint.workflows.Fleet;
import imprint.workflows.failure.BusinessFailure;
import imprint.workflows.operation.ImageTraits;
import imprint.workflows.operation.NewImage;
import imprint.workflows.operation.Operations;
import imprint.workflows.storage.StorageProbe;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

/** The room at a location is promised once. */
@DomainTest
class RoomTest {

    @Autowired
    private Fleet fleet;

    @Autowired
    private CloneDiskImage clone;

    @Autowired
    private Operations operations;

    @MockitoBean
    private StorageProbe probe;

    private UUID location;

    @BeforeEach
    void aLocationWithRoomForOneDisk() {
        when(probe.lookToWrite(any(), any()))
                .thenReturn(new StorageProbe.Found(
                        "kiosk.img", OptionalLong.empty(), OptionalLong.of(Fleet.DISK_BYTES * 3 / 2)));
        location = fleet.aLocation();
    }

    @Test
    void aSecondCloneIsRefusedTheRoomOfTheFirst() throws InterruptedException {
        var first = aClone("a.img");
        clone.validate(first);
        var second = aClone("b.img");
        assertThatThrownBy(() -> clone.validate(second))
                .isInstanceOfSatisfying(
                        BusinessFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.STORAGE_FULL));
        operations.conclude(first, Outcome.FAILED, "DISK_CHANGED", "It was changed.");
        clone.validate(aClone("c.img"));
    }

    @Test
    void ofTwoClonesAtTheSameTimeOneGetsTheRoom() throws Exception {
        var validations = List.of(validation(aClone("a.img")), validation(aClone("b.img")));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(threads.invokeAll(validations).stream().map(Future::state))
                    .containsExactlyInAnyOrder(Future.State.SUCCESS, Future.State.FAILED);
        }
    }

    @Test
    void whatACompressedImageNeedsIsNotKnownAhead() throws InterruptedException {
        clone.validate(aClone("a.img.zst"));
        clone.validate(aClone("b.img.zst"));
        clone.validate(aClone("c.img"));
    }

    private Callable<Object> validation(UUID operation) {
        return () -> clone.validate(operation);
    }

    private UUID aClone(String fileName) throws InterruptedException {
        var traits = new ImageTraits(Fleet.PRODUCT, null, null, true, true, false);
        var image = new NewImage("image " + UUID.randomUUID(), "", ImageFileName.of(fileName), location, traits);
        return clone.request(fleet.aDevice().id(), image, Fleet.because("test")).id();
    }
}
