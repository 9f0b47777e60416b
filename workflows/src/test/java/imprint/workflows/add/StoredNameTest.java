package imprint.workflows.add;

import static imprint.workflows.operation.OperationAssert.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.when;

import imprint.workflows.DomainTest;
import imprint.workflows.Fleet;
import imprint.workflows.operation.ExpectedDigests;
import imprint.workflows.operation.Operations;
import imprint.workflows.storage.StorageProbe;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

/** A file is known by the name that it has, not by the one that was typed. */
@DomainTest
class StoredNameTest {

    private static final String TYPED = "B\u00fcchse.img";
    private static final String STORED = "Bu\u0308chse.img";

    @Autowired
    private Fleet fleet;

    @Autowired
    private AddDiskImage add;

    @Autowired
    private Operations operations;

    @MockitoBean
    private StorageProbe probe;

    @Test
    void keepsTheNameThatTheFileHasAtItsLocation() throws Exception {
        fleet.aDevice();
        when(probe.look(any(), any()))
                .thenReturn(new StorageProbe.Found(STORED, OptionalLong.of(1), OptionalLong.empty()));
        var operation = add.request(fleet.anImageToMake(TYPED), ExpectedDigests.NONE, false, Fleet.because("test"))
                .id();
        add.validate(operation);
        assertThat(operations.get(operation)).isOfFile(STORED);
    }
}
