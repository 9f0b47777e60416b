package imprint.workflows.operation;

import static org.assertj.core.api.Assertions.assertThat;

import imprint.bpmn.Outcome;
import imprint.workflows.DomainTest;
import imprint.workflows.Fleet;
import imprint.workflows.add.AddDiskImage;
import imprint.workflows.apply.ApplyDiskImage;
import imprint.workflows.clone.CloneDiskImage;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;

/** Which operations a list shows, whatever their kinds. */
@DomainTest
class OperationFilterTest {

    @Autowired
    private Fleet fleet;

    @Autowired
    private Operations operations;

    @Autowired
    private CloneDiskImage clone;

    @Autowired
    private AddDiskImage add;

    @Autowired
    private ApplyDiskImage apply;

    private UUID device;
    private UUID image;
    private Operation cloned;
    private Operation added;
    private Operation applied;

    @BeforeEach
    void anOperationOfEachKind() throws IOException, InterruptedException {
        device = fleet.aDevice().id();
        image = fleet.anImage().id();
        var requester = Fleet.because("test");
        cloned = clone.request(device, fleet.anImageToMake("a.img"), requester);
        added = add.request(fleet.anImageToMake("b.img"), ExpectedDigests.NONE, false, requester);
        applied = apply.request(image, List.of(device), true, requester).getFirst();
    }

    @Test
    void listsWhatWasDoneWithADevice() {
        assertThat(found(filter(null, device, null, null))).containsExactlyInAnyOrder(cloned.id(), applied.id());
    }

    @Test
    void listsWhatAnImageIsAppliedTo() {
        assertThat(found(filter(null, null, image, null))).containsExactly(applied.id());
    }

    @Test
    void listsOneKind() {
        assertThat(found(filter(OperationKind.ADD, null, null, null)))
                .contains(added.id())
                .doesNotContain(cloned.id());
        assertThat(found(filter(OperationKind.CLONE, device, null, null))).containsExactly(cloned.id());
    }

    @Test
    void tellsWhatIsOpenFromWhatHasEnded() {
        operations.conclude(cloned.id(), Outcome.REJECTED, "DEVICE_BUSY", "Another has it.");

        assertThat(found(filter(null, device, null, true))).containsExactly(applied.id());
        assertThat(found(filter(null, device, null, false))).containsExactly(cloned.id());
    }

    @Test
    void listsThoseOfTheseProcesses() {
        var key = Math.abs(UUID.randomUUID().getMostSignificantBits());
        operations.claim(added.id(), key, 1);

        assertThat(found(new OperationFilter(null, null, null, null, null, Set.of(key))))
                .containsExactly(added.id());
        assertThat(found(new OperationFilter(null, null, null, null, null, Set.of())))
                .isEmpty();
    }

    @Test
    void sortsByTheKind() {
        var page = PageRequest.of(0, 10, Sort.by(Sort.Direction.DESC, "kind"));

        assertThat(operations.list(filter(null, device, null, null), page).map(Operation::kind))
                .containsExactly(OperationKind.CLONE, OperationKind.APPLY);
    }

    private static OperationFilter filter(
            @Nullable OperationKind kind, @Nullable UUID device, @Nullable UUID image, @Nullable Boolean open) {
        return new OperationFilter(kind, null, device, image, open, null);
    }

    private List<UUID> found(OperationFilter filter) {
        return operations
                .list(filter, PageRequest.of(0, 200))
                .map(Operation::id)
                .toList();
    }
}
