package imprint.imaging.chunk;

import static imprint.imaging.chunk.DiskLayout.CHUNK_BYTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class DiskLayoutTest {

    @Test
    void endsWithAShorterChunk() {
        DiskLayout disk = new DiskLayout(2L * CHUNK_BYTES + 512);

        assertThat(disk.chunks()).isEqualTo(3);
        assertThat(disk.offset(2)).isEqualTo(2L * CHUNK_BYTES);
        assertThat(disk.length(1)).isEqualTo(CHUNK_BYTES);
        assertThat(disk.length(2)).isEqualTo(512);
    }

    @Test
    void endsWithAWholeChunk() {
        DiskLayout disk = new DiskLayout(2L * CHUNK_BYTES);

        assertThat(disk.chunks()).isEqualTo(2);
        assertThat(disk.length(1)).isEqualTo(CHUNK_BYTES);
    }

    @Test
    void holdsTheOffsetsOfTheLargestDisk() {
        DiskLayout disk = new DiskLayout(DiskLayout.MAX_BYTES);

        assertThat(disk.offset(disk.chunks() - 1)).isEqualTo(DiskLayout.MAX_BYTES - CHUNK_BYTES);
    }

    @Test
    void refusesImpossibleSizes() {
        assertThatIllegalArgumentException().isThrownBy(() -> new DiskLayout(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> new DiskLayout(DiskLayout.MAX_BYTES + 1));
    }

    @Test
    void hasNoChunkPastItsEnd() {
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> DiskLayout.EMPTY.length(0));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> new DiskLayout(1).offset(-1));
    }

    @Test
    void growsUntilAShorterChunk() {
        DiskLayout disk = DiskLayout.EMPTY.plus(CHUNK_BYTES).plus(512);

        assertThat(disk).isEqualTo(new DiskLayout(CHUNK_BYTES + 512L));
        assertThatIllegalStateException().isThrownBy(() -> disk.plus(CHUNK_BYTES));
        assertThatIllegalArgumentException().isThrownBy(() -> DiskLayout.EMPTY.plus(0));
    }
}
