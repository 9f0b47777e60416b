package imprint.imaging.zstd;

import static imprint.imaging.chunk.DiskLayout.CHUNK_BYTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import imprint.imaging.Content;
import imprint.imaging.Hostile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;

class SeekTableTest {

    @Test
    void findsTheFramesOfAnEightTerabyteDisk() throws IOException {
        var out = new ByteArrayOutputStream();
        SeekTable written;
        try (var writer = new SeekableWriter(out)) {
            for (int chunk = 0; chunk < 2_000_000; chunk++) {
                writer.append(ByteBuffer.allocate(1 + chunk % 3), CHUNK_BYTES);
            }
            written = writer.finish();
        }

        SeekTable read = SeekTable.read(new BytesRange(out.toByteArray()));

        assertThat(read.frames()).isEqualTo(2_000_000);
        assertThat(read.layout()).isEqualTo(written.layout());
        assertThat(read.offset(1_999_999)).isEqualTo(written.offset(1_999_999)).isEqualTo(3_999_997);
        assertThat(read.length(1_999_999)).isEqualTo(1 + 1_999_999 % 3);
    }

    @Test
    void passesOverChecksums() throws IOException {
        byte[] file = file(new int[][] {{10, CHUNK_BYTES, 0x5EED}, {20, 512, 0x5EED}}, 0x80);

        SeekTable table = SeekTable.read(new BytesRange(file));

        assertThat(table.offset(1)).isEqualTo(10);
        assertThat(table.length(1)).isEqualTo(20);
        assertThat(table.layout().bytes()).isEqualTo(CHUNK_BYTES + 512L);
    }

    @Test
    void isMissingInAnOrdinaryFile() {
        isMissing(new byte[0]);
        isMissing(Content.random(1000));
    }

    @Test
    void isMissingWhereFramesAreNotChunks() {
        isMissing(file(new int[][] {{10, 1 << 20}, {20, 1 << 20}}, 0));
        isMissing(file(new int[][] {{10, CHUNK_BYTES + 1}}, 0));
        isMissing(file(new int[][] {{10, 0}}, 0));
    }

    @Test
    void isCorruptWhenAFrameCannotBeThatOfAChunk() {
        isCorrupt(file(new int[][] {{0, 512}}, 0));
        isCorrupt(file(new int[][] {{Frames.MAX_BYTES + 1, CHUNK_BYTES}}, 0));
    }

    @Test
    void isCorruptWithReservedBits() {
        isCorrupt(file(new int[][] {{10, 512}}, 0x04));
    }

    @Test
    void isCorruptWhenItCountsMoreFramesThanThereAre() {
        byte[] file = file(new int[][] {{10, 512}}, 0);
        for (int frames : new int[] {2, 1000, 1 << 24, Integer.MAX_VALUE, -1}) {
            ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(file.length - 9, frames);
            isCorrupt(file);
        }
    }

    @Test
    void isCorruptWhenTheFileIsLongerThanItsFrames() {
        isCorrupt(Content.concat(new byte[1], file(new int[][] {{10, 512}}, 0)));
    }

    @Test
    void isRefusedWhenTheFileWasCutShort() {
        byte[] file = file(new int[][] {{10, CHUNK_BYTES}, {20, 512}}, 0);

        Hostile.eachTruncation(file, SeekTableTest::isMissing);
    }

    @Test
    void neverPointsOutsideTheFileWhenABitWasFlipped() {
        byte[] file = file(new int[][] {{10, CHUNK_BYTES}, {20, CHUNK_BYTES}, {30, 512}}, 0);

        Hostile.eachBitFlip(file, flipped -> {
            try {
                SeekTable table = SeekTable.read(new BytesRange(flipped));
                assertThat(table.offset(2) + table.length(2)).isEqualTo(60);
            } catch (SeekTableMissing | SeekTableCorrupt refused) {
                assertThat(refused).isNotNull();
            }
        });
    }

    private static void isMissing(byte[] file) {
        reading(SeekTableMissing.class, file);
    }

    private static void isCorrupt(byte[] file) {
        reading(SeekTableCorrupt.class, file);
    }

    private static ThrowableAssertAlternative<?> reading(Class<? extends IOException> refusal, byte[] file) {
        return assertThatExceptionOfType(refusal).isThrownBy(() -> SeekTable.read(new BytesRange(file)));
    }

    /** As the format's description has it; the frames are blank. */
    private static byte[] file(int[][] entries, int descriptor) {
        int frames = 0;
        int entryBytes = (descriptor & 0x80) == 0 ? 8 : 12;
        for (int[] entry : entries) {
            frames += entry[0];
        }
        ByteBuffer file = ByteBuffer.allocate(frames + 8 + entries.length * entryBytes + 9)
                .order(ByteOrder.LITTLE_ENDIAN)
                .position(frames)
                .putInt(0x184D2A5E)
                .putInt(entries.length * entryBytes + 9);
        for (int[] entry : entries) {
            for (int field : entry) {
                file.putInt(field);
            }
        }
        return file.putInt(entries.length)
                .put((byte) descriptor)
                .putInt(0x8F92EAB1)
                .array();
    }
}
