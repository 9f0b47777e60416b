package imprint.imaging.zstd;

import imprint.imaging.chunk.DiskLayout;
import java.io.IOException;
import java.util.Objects;

/** Where in an image file the frame of each chunk stands. Holds 8 bytes a chunk: 16 MB for 8 TB. */
public final class SeekTable {

    private final DiskLayout layout;
    private final long[] offsets;

    /** @param offsets of each frame, and the end of the last */
    SeekTable(DiskLayout layout, long[] offsets) {
        this.layout = layout;
        this.offsets = offsets;
    }

    /**
     * Reads the table at the end of a file in the zstd seekable format.
     *
     * @throws SeekTableMissing when the file has none, or one whose frames are not the chunks of a disk
     * @throws SeekTableCorrupt when the table contradicts itself or the file
     */
    public static SeekTable read(RangeReader file) throws IOException {
        return new SeekTableParser(file).parse();
    }

    /** The disk that the frames hold. */
    public DiskLayout layout() {
        return layout;
    }

    /** One for each chunk of the disk. */
    public long frames() {
        return offsets.length - 1L;
    }

    /**
     * The byte of the file at which the frame of {@code chunk} begins.
     *
     * @throws IndexOutOfBoundsException when there is no such chunk
     */
    public long offset(long chunk) {
        return offsets[(int) Objects.checkIndex(chunk, frames())];
    }

    /**
     * The bytes of the frame of {@code chunk}: 1 to {@link Frames#MAX_BYTES}.
     *
     * @throws IndexOutOfBoundsException when there is no such chunk
     */
    public int length(long chunk) {
        return (int) (offsets[(int) chunk + 1] - offset(chunk));
    }
}
