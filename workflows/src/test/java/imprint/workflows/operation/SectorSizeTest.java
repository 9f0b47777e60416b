package imprint.workflows.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import imprint.bpmn.ErrorCode;
import imprint.imaging.protocol.WriteFilter;
import imprint.workflows.DomainTest;
import imprint.workflows.Fleet;
import imprint.workflows.apply.ApplyDiskImage;
import imprint.workflows.clone.CloneDiskImage;
import imprint.workflows.failure.BusinessFailure;
import imprint.workflows.image.DiskImages;
import imprint.workflows.image.FileFacts;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.Pageable;

/** An image counts in the sectors of the disk that it was made of, and boots from no other. */
@DomainTest
class SectorSizeTest {

    @Autowired
    private Fleet fleet;

    @Autowired
    private ApplyDiskImage apply;

    @Autowired
    private CloneDiskImage clone;

    @Autowired
    private DiskImages images;

    @ParameterizedTest
    @CsvSource({"512, 4096", "4096, 512"})
    void anImageForOtherSectorsIsRefusedBeforeAnythingIsWritten(int ofImage, int ofDisk) throws Exception {
        var id = anApply(ofImage, ofDisk);
        assertThatThrownBy(() -> apply.validate(id))
                .isInstanceOfSatisfying(
                        BusinessFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.SECTOR_SIZE_MISMATCH))
                .hasMessageContaining("sectors of %d bytes", ofImage)
                .hasMessageContaining("sectors of %d:", ofDisk);
    }

    @ParameterizedTest
    @CsvSource({"512, 512", "4096, 4096", ", 4096", ", 512"})
    void anImageForTheseSectorsIsApplied(@Nullable Integer ofImage, int ofDisk) throws Exception {
        var id = anApply(ofImage, ofDisk);
        assertThatCode(() -> apply.validate(id)).doesNotThrowAnyException();
    }

    @Test
    void theImageOfACloneIsForTheSectorsOfItsDisk() throws Exception {
        var manifest = fleet.anImage().file().manifestDigest();
        var id = aClone(Fleet.DISK_BYTES, 4096);
        clone.validate(id);
        clone.register(
                id,
                new FileFacts(
                        1, Fleet.DISK_BYTES, manifest, "0".repeat(64), "0".repeat(40), "0".repeat(32), null, null));
        assertThat(images.list(null, Pageable.unpaged()))
                .filteredOn(image -> image.operationId().equals(id))
                .singleElement()
                .satisfies(image -> assertThat(image.file().sectorBytes()).isEqualTo(4096));
    }

    @ParameterizedTest
    @CsvSource({"1000", "100", "4194305"})
    void aDiskOfHalfASectorIsNotCloned(long bytes) throws Exception {
        var id = aClone(bytes, 512);
        assertThatThrownBy(() -> clone.validate(id))
                .isInstanceOfSatisfying(
                        BusinessFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.CLONE_UNSUPPORTED))
                .hasMessageContaining("%d bytes, which are not whole sectors of 512", bytes);
    }

    @ParameterizedTest
    @ValueSource(longs = {(64L << 40) + 512, 1L << 50, Long.MAX_VALUE & -512})
    void aDiskLargerThanAnImageCanBeIsNotCloned(long bytes) throws Exception {
        var id = aClone(bytes, 512);
        assertThatThrownBy(() -> clone.validate(id))
                .isInstanceOfSatisfying(
                        BusinessFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.CLONE_UNSUPPORTED))
                .hasMessageContaining("%d bytes, and an image holds", bytes);
    }

    private UUID anApply(@Nullable Integer ofImage, int ofDisk) throws Exception {
        var image = fleet.anImageForSectorsOf(ofImage);
        var device = fleet.aDevice(machine(Fleet.DISK_BYTES, ofDisk));
        return apply.request(image.id(), List.of(device.id()), true, Fleet.because("test"))
                .getFirst()
                .id();
    }

    private UUID aClone(long diskBytes, int sectorBytes) throws Exception {
        var device = fleet.aDevice(machine(diskBytes, sectorBytes));
        return clone.request(device.id(), fleet.anImageToMake("a.img.zst"), Fleet.because("test"))
                .id();
    }

    private static Fleet.Machine machine(long diskBytes, int sectorBytes) {
        return new Fleet.Machine(UUID.randomUUID().toString(), Fleet.PRODUCT, WriteFilter.NONE, diskBytes, sectorBytes);
    }
}
