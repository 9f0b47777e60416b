package imprint.imaging.zstd;

import static imprint.imaging.chunk.DiskLayout.CHUNK_BYTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import imprint.imaging.Content;
import imprint.imaging.chunk.DiskLayout;
import imprint.testing.Need;
import imprint.testing.Needs;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SeekableWriterTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @MethodSource("disks")
    @Needs(Need.ZSTD)
    void writesWhatTheZstdToolReads(byte[] disk) throws Exception {
        Path image = written(disk);
        Path plain = directory.resolve("disk.img");

        Process zstd = new ProcessBuilder("zstd", "-d", "-q", image.toString(), "-o", plain.toString())
                .inheritIO()
                .start();

        assertThat(zstd.waitFor()).isZero();
        assertThat(Files.readAllBytes(plain)).isEqualTo(disk);
    }

    @ParameterizedTest
    @MethodSource("disks")
    void letsEachChunkBeReadAlone(byte[] disk) throws IOException {
        try (var file = FileChannel.open(written(disk));
                var frames = new Frames()) {
            SeekTable table = SeekTable.read(RangeReader.of(file));
            DiskLayout layout = table.layout();

            assertThat(layout).isEqualTo(new DiskLayout(disk.length));
            for (long chunk = table.frames() - 1; chunk >= 0; chunk--) {
                ByteBuffer frame = ByteBuffer.allocate(table.length(chunk));
                RangeReader.of(file).read(table.offset(chunk), frame);
                assertThat(ByteBuffer.wrap(frames.decompress(frame.flip(), layout.length(chunk))))
                        .isEqualTo(ByteBuffer.wrap(disk, (int) layout.offset(chunk), layout.length(chunk)));
            }
        }
    }

    static Stream<byte[]> disks() {
        return Stream.of(
                new byte[0],
                Content.random(1),
                Content.zeros(2 * CHUNK_BYTES),
                Content.random(2 * CHUNK_BYTES),
                Content.concat(
                        Content.repetitive(CHUNK_BYTES),
                        Content.zeros(CHUNK_BYTES),
                        Content.random(CHUNK_BYTES),
                        Content.zeros(512)));
    }

    @Test
    void writesDirectAndReadOnlyFrames() throws IOException {
        byte[] frame = Content.random(100_000);
        Path image = directory.resolve("disk.img.zst");

        try (var writer = new SeekableWriter(Files.newOutputStream(image))) {
            writer.append(Content.direct(frame), CHUNK_BYTES);
            writer.append(ByteBuffer.wrap(frame).asReadOnlyBuffer(), CHUNK_BYTES);
        }

        assertThat(Files.readAllBytes(image)).isEqualTo(Content.concat(frame, frame));
    }

    @Test
    void refusesFramesThatCannotBeThoseOfADisk() throws IOException {
        try (var writer = new SeekableWriter(OutputStream.nullOutputStream())) {
            ByteBuffer tooLong = ByteBuffer.allocate(Frames.MAX_BYTES + 1);
            assertThatIllegalArgumentException().isThrownBy(() -> writer.append(tooLong, CHUNK_BYTES));

            writer.appendZeros(512);
            assertThatIllegalStateException().isThrownBy(() -> writer.appendZeros(CHUNK_BYTES));
        }
    }

    private Path written(byte[] disk) throws IOException {
        Path image = directory.resolve("disk.img.zst");
        DiskLayout layout = new DiskLayout(disk.length);
        try (var writer = new SeekableWriter(Files.newOutputStream(image));
                var frames = new Frames()) {
            for (long chunk = 0; chunk < layout.chunks(); chunk++) {
                ByteBuffer plain = ByteBuffer.wrap(disk, (int) layout.offset(chunk), layout.length(chunk));
                writer.append(ByteBuffer.wrap(frames.compress(plain)), layout.length(chunk));
            }
            writer.finish();
        }
        return image;
    }
}
