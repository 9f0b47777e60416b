package imprint.workflows.clone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import imprint.bpmn.ErrorCode;
import imprint.imaging.image.ImageFileName;
import imprint.imaging.protocol.WriteFilter;
import imprint.workflows.DomainTest;
import imprint.workflows.Fleet;
import imprint.workflows.Fleet.TestDevice;
import imprint.workflows.device.Devices;
import imprint.workflows.failure.BusinessFailure;
import imprint.workflows.failure.InvalidInput;
import imprint.workflows.failure.NotFound;
import imprint.workflows.operation.ImageTraits;
import imprint.workflows.operation.NewImage;
import imprint.workflows.operation.Operations;
import imprint.workflows.product.Products;
import java.io.IOException;
import java.util.UUID;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Disks that cannot, or may not, be cloned, and what the person hears. */
@DomainTest
class RefusedClonesTest {

    @Autowired
    private Fleet fleet;

    @Autowired
    private CloneDiskImage clone;

    @Autowired
    private Devices devices;

    @Autowired
    private Products products;

    @Autowired
    private Operations operations;

    @ParameterizedTest
    @ValueSource(strings = {"a.img.xz", "a.img.bz2", "A.IMG.XZ"})
    void aCloneIsWrittenInAFormatThatCanBeWritten(String fileName) throws InterruptedException {
        var device = fleet.aDevice().id();
        assertThatThrownBy(() -> request(device, fleet.anImageToMake(fileName)))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refused -> assertThat(refused.field()).isEqualTo("fileName"))
                .hasMessage("A clone is written as .img.zst, .img or .img.gz.");
    }

    @Test
    void aNameThatAnImageHasIsTaken() throws IOException, InterruptedException {
        var device = fleet.aDevice().id();
        var taken = fleet.anImage();
        var image = new NewImage(taken.name(), "", ImageFileName.of("a.img"), taken.locationId(), taken.traits());
        assertThatThrownBy(() -> request(device, image))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refused -> assertThat(refused.field()).isEqualTo("name"))
                .hasMessage("There is an image named \"%s\" already.", taken.name());
    }

    @Test
    void aDeviceOrLocationThatIsNotThereIsNotFound() throws InterruptedException {
        var device = fleet.aDevice().id();
        var image = fleet.anImageToMake("a.img");
        var unknown = UUID.randomUUID();
        assertThatThrownBy(() -> request(unknown, image))
                .isInstanceOf(NotFound.class)
                .hasMessage("There is no device %s.", unknown);
        var nowhere = new NewImage(image.name(), "", image.file(), unknown, image.traits());
        assertThatThrownBy(() -> request(device, nowhere))
                .isInstanceOf(NotFound.class)
                .hasMessage("There is no storage location %s.", unknown);
    }

    @Test
    void aProductWhoseDisksMayNotBeClonedIsNot() throws InterruptedException {
        var product = fleet.aProduct("Sealed " + UUID.randomUUID());
        var device = fleet.aDevice(
                new Fleet.Machine(UUID.randomUUID().toString(), product.name(), WriteFilter.NONE, Fleet.DISK_BYTES));
        products.mayBeCloned(product.id(), false, Fleet.ALICE);
        var operation = aClone(device);
        assertRefused(operation, ErrorCode.CLONE_UNSUPPORTED)
                .hasMessage("Devices of product \"%s\" cannot be cloned.", product.name());
        products.mayBeCloned(product.id(), true, Fleet.ALICE);
        assertThat(clone.validate(operation)).containsKey("gateway");
    }

    @Test
    void anImageThatMayNotBeClonedIsNotTakenFromADevice() throws IOException, InterruptedException {
        var device = fleet.aDevice();
        var image = fleet.anImage(new ImageTraits(Fleet.PRODUCT, null, null, true, false, false));
        devices.recordImage(device.id(), image.id());
        assertRefused(aClone(device), ErrorCode.CLONE_UNSUPPORTED)
                .hasMessage("The image \"%s\" on the device may not be cloned.", image.name());
    }

    @Test
    void aDiskThatWasHalfWrittenIsNotCloned() throws InterruptedException {
        var device = fleet.aDevice();
        devices.writeBegan(device.id());
        assertRefused(aClone(device), ErrorCode.CLONE_UNSUPPORTED)
                .hasMessageEndingWith("was not read back whole: apply one first.");
        devices.writeLeftAlone(device.id(), null);
        assertThat(clone.validate(aClone(device))).containsKey("gateway");
    }

    @ParameterizedTest
    @ValueSource(longs = {(64L << 40) + 512, Long.MAX_VALUE / 512 * 512})
    void aDiskThatNoImageHoldsIsNotCloned(long bytes) throws InterruptedException {
        var device =
                fleet.aDevice(new Fleet.Machine(UUID.randomUUID().toString(), Fleet.PRODUCT, WriteFilter.NONE, bytes));
        assertRefused(aClone(device), ErrorCode.CLONE_UNSUPPORTED)
                .hasMessageContaining("has %s bytes".formatted(bytes))
                .hasMessageEndingWith("clone a smaller disk.");
    }

    @Test
    void theLargestDiskThatAnImageHoldsIsCloned() throws InterruptedException {
        var device = fleet.aDevice(
                new Fleet.Machine(UUID.randomUUID().toString(), Fleet.PRODUCT, WriteFilter.NONE, 64L << 40));
        assertThat(clone.validate(aClone(device))).containsKey("gateway");
    }

    @Test
    void aFileThatIsInTheInventoryIsNotWrittenOver() throws IOException, InterruptedException {
        var listed = fleet.anImage();
        var image = new NewImage(
                "image " + UUID.randomUUID(),
                "",
                ImageFileName.of(listed.fileName()),
                listed.locationId(),
                listed.traits());
        var operation = request(fleet.aDevice().id(), image);
        assertRefused(operation, ErrorCode.FILE_EXISTS)
                .hasMessage(
                        "There is a file \"%s\" on the storage location already: choose another name.",
                        listed.fileName());
    }

    @Test
    void aCloneThatIsRefusedHoldsNothing() throws InterruptedException {
        var device = fleet.aDevice();
        devices.writeBegan(device.id());
        var operation = aClone(device);
        assertRefused(operation, ErrorCode.CLONE_UNSUPPORTED);
        assertThat(operations.isHeld(device.id())).isFalse();
        assertThat(operations.get(operation).gateway()).isNull();
    }

    private AbstractThrowableAssert<?, ?> assertRefused(UUID operation, ErrorCode code) {
        return assertThatThrownBy(() -> clone.validate(operation))
                .isInstanceOfSatisfying(
                        BusinessFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo(code));
    }

    private UUID aClone(TestDevice device) {
        return request(device.id(), fleet.anImageToMake(UUID.randomUUID() + ".img.zst"));
    }

    private UUID request(UUID device, NewImage image) {
        return clone.request(device, image, Fleet.because("test")).id();
    }
}
