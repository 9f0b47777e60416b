package imprint.workflows.add;

import static imprint.workflows.operation.OperationAssert.assertThat;

import imprint.bpmn.Outcome;
import imprint.workflows.DomainTest;
import imprint.workflows.Fleet;
import imprint.workflows.operation.ExpectedDigests;
import imprint.workflows.operation.OperationState;
import imprint.workflows.operation.Operations;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

/** An add that came to nothing leaves the file to the next. */
@DomainTest
class AddAgainTest {

    @Autowired
    private Fleet fleet;

    @Autowired
    private AddDiskImage add;

    @Autowired
    private Operations operations;

    @ParameterizedTest
    @EnumSource(names = {"REJECTED", "FAILED", "CANCELLED"})
    void takesTheSameFileUnderTheSameNameAgain(OperationState end) {
        var image = fleet.anImageToMake("a.img.zst");
        var first = add.request(image, ExpectedDigests.NONE, false, Fleet.because("test"))
                .id();
        operations.run(first);
        if (end == OperationState.CANCELLED) {
            operations.cancel(first, "no longer wanted", Fleet.ALICE);
        } else {
            operations.conclude(first, Outcome.valueOf(end.name()), "CHECKSUM_MISMATCH", "It is another file.");
        }
        var second = add.request(image, ExpectedDigests.NONE, false, Fleet.because("test"))
                .id();
        operations.run(second);
        assertThat(operations.get(second)).isRunning();
    }
}
