package imprint.workflows.add;

import static imprint.workflows.operation.OperationAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import imprint.bpmn.ErrorCode;
import imprint.imaging.image.ImageFileName;
import imprint.workflows.DomainTest;
import imprint.workflows.Fleet;
import imprint.workflows.audit.AuditEntry;
import imprint.workflows.audit.AuditFilter;
import imprint.workflows.audit.AuditTrail;
import imprint.workflows.failure.BusinessFailure;
import imprint.workflows.failure.InvalidInput;
import imprint.workflows.failure.NotFound;
import imprint.workflows.image.DiskImages;
import imprint.workflows.operation.ExpectedDigests;
import imprint.workflows.operation.ImageTraits;
import imprint.workflows.operation.NewImage;
import imprint.workflows.operation.Operations;
import java.io.IOException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.Pageable;

/** Adds that cannot come to anything, and what the person hears. */
@DomainTest
class RefusedAddsTest {

    private static final String MD5 = "0123456789abcdef0123456789abcdef";

    @Autowired
    private Fleet fleet;

    @Autowired
    private AddDiskImage add;

    @Autowired
    private DiskImages images;

    @Autowired
    private Operations operations;

    @Autowired
    private AuditTrail audit;

    @Test
    void aNameThatAnImageHasIsTaken() throws IOException {
        var taken = fleet.anImage().name();
        assertThatThrownBy(() -> request(named(taken), ExpectedDigests.NONE))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refused -> assertThat(refused.field()).isEqualTo("name"))
                .hasMessage("There is an image named \"%s\" already.", taken);
    }

    @Test
    void anImageOfTheOldFormatNeedsItsMd5() {
        var image = ofTraits(new ImageTraits(product(), null, null, true, true, true));
        assertThatThrownBy(() -> request(image, new ExpectedDigests("0".repeat(64), null, " ")))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refused -> assertThat(refused.field()).isEqualTo("md5"))
                .hasMessage("An image of the old format is checked by its MD5: give it.");
        assertThat(operations
                        .get(request(image, new ExpectedDigests(null, null, MD5)))
                        .newImage())
                .isEqualTo(image);
    }

    @Test
    void aLocationThatIsNotThereIsNotFound() {
        var image = new NewImage(
                "image " + UUID.randomUUID(),
                "",
                ImageFileName.of("a.img"),
                UUID.randomUUID(),
                new ImageTraits(product(), null, null, true, true, false));
        assertThatThrownBy(() -> request(image, ExpectedDigests.NONE))
                .isInstanceOf(NotFound.class)
                .hasMessageContaining("storage location " + image.locationId());
    }

    @Test
    void nothingIsNotedOfAnAddThatIsRefused() throws IOException {
        var image = named(fleet.anImage().name());
        var before = audit.end().orElseThrow();
        assertThatThrownBy(() -> request(image, ExpectedDigests.NONE)).isInstanceOf(InvalidInput.class);
        assertThat(audit.end()).contains(before);
    }

    @Test
    void aFileThatIsNotThereIsToldByItsName() {
        var id = request(fleet.anImageToMake("missing.img.xz"), ExpectedDigests.NONE);
        assertThatThrownBy(() -> add.validate(id))
                .isInstanceOfSatisfying(
                        BusinessFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.FILE_NOT_FOUND))
                .hasMessage("There is no file \"missing.img.xz\" on the storage location: check the name.");
    }

    @Test
    void aFileThatIsInTheInventoryIsNotAddedAgain() throws IOException {
        var listed = fleet.anImage();
        var image = new NewImage(
                "image " + UUID.randomUUID(),
                "",
                ImageFileName.of(listed.fileName()),
                listed.locationId(),
                new ImageTraits(product(), null, null, true, true, false));
        var id = request(image, ExpectedDigests.NONE);
        assertThatThrownBy(() -> add.validate(id))
                .isInstanceOfSatisfying(
                        BusinessFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.FILE_EXISTS))
                .hasMessage("The file \"%s\" is in the inventory already.", listed.fileName());
    }

    @Test
    void anAddThatIsNotThereIsNotValidated() {
        assertThatThrownBy(() -> add.validate(UUID.randomUUID())).isInstanceOf(NotFound.class);
    }

    @Test
    void whatWasReadEntersTheInventoryOnce() throws IOException {
        var id = request(fleet.anImageToMake("a.img"), ExpectedDigests.NONE);
        operations.run(id);
        var file = fleet.anImage().file();
        add.register(id, file);
        add.register(id, file);
        var entered = images.list(null, Pageable.unpaged())
                .filter(image -> image.operationId().equals(id))
                .toList();
        assertThat(entered).hasSize(1);
        assertThat(operations.get(id)).isOfImage(entered.getFirst().id());
    }

    @Test
    void theTrailTellsWhyAndWhatWasAskedFor() {
        var image = fleet.anImageToMake("a.img");
        var id = request(image, ExpectedDigests.NONE);
        assertThat(audit.list(new AuditFilter(id.toString(), null, null), null, 10))
                .singleElement()
                .satisfies(entry -> assertThat(entry.act()).isEqualTo("add requested"))
                .satisfies(entry -> assertThat(entry.reason()).isEqualTo("test"))
                .extracting(AuditEntry::details)
                .asString()
                .contains("a.img", image.locationId().toString());
    }

    private NewImage named(String name) {
        var image = fleet.anImageToMake("a.img");
        return new NewImage(name, "", image.file(), image.locationId(), image.traits());
    }

    private NewImage ofTraits(ImageTraits traits) {
        var image = fleet.anImageToMake("a.img");
        return new NewImage(image.name(), "", image.file(), image.locationId(), traits);
    }

    private String product() {
        return fleet.aProduct(Fleet.PRODUCT).name();
    }

    private UUID request(NewImage image, ExpectedDigests digests) {
        return add.request(image, digests, false, Fleet.because("test")).id();
    }
}
