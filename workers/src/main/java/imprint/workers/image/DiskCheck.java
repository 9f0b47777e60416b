package imprint.workers.image;

import imprint.imaging.image.ImageFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes sure that what a file holds is a disk byte for byte. */
public final class DiskCheck {

    private static final int SECTOR_BYTES = 512;
    private static final Signature BOOT_RECORD = Signature.ofHex(510, "55aa");

    private final boolean rawData;
    private final byte[] tail = new byte[SECTOR_BYTES];
    private ImageFormat format = ImageFormat.RAW;
    private @Nullable Integer sectorBytes;

    /** @param rawData whether a person has said that it needs no boot record */
    public DiskCheck(boolean rawData) {
        this.rawData = rawData;
    }

    /** Hears of which format the file is. */
    public void found(ImageFormat format) {
        this.format = format;
    }

    public ImageFormat format() {
        return format;
    }

    /** Of the disks that the image is for; null where nothing tells it. */
    public @Nullable Integer sectorBytes() {
        return sectorBytes;
    }

    /**
     * Looks at the first chunk.
     *
     * @param fileBytes of the file as it lies there
     */
    public void begins(byte[] head, int length, long fileBytes) throws ImageException {
        Optional<Container> container = Container.atBeginning(head, length);
        if (container.isPresent()) {
            throw container.get().refused();
        }
        if (format == ImageFormat.RAW) {
            requireWholeSectors(fileBytes);
        }
        sectorBytes = SectorSize.of(head, length);
        if (!rawData && sectorBytes == null && !BOOT_RECORD.isIn(head, length) && !SectorSize.isSigned(head, length)) {
            throw new FormatUnsupported(
                    "What the file holds begins with neither a boot record nor a GPT: %s. Add the image of a whole disk, or add it with rawData, if this is what devices are to get."
                            .formatted(Guess.of(head, length)));
        }
    }

    /** Keeps the last sector. */
    public void goesOn(byte[] chunk, int length) {
        if (length >= tail.length) {
            System.arraycopy(chunk, length - tail.length, tail, 0, tail.length);
        }
    }

    /** Looks at the end. */
    public void ends(long diskBytes) throws ImageException {
        if (diskBytes == 0) {
            throw new ImageCorrupt("What the file holds is empty: add the image of a whole disk.", null);
        }
        requireWholeSectors(diskBytes);
        Optional<Container> container = Container.atEnd(tail);
        if (container.isPresent()) {
            throw container.get().refused();
        }
    }

    private void requireWholeSectors(long bytes) throws ImageCorrupt {
        if (bytes % SECTOR_BYTES != 0) {
            throw new ImageCorrupt(
                    "What the file holds is no disk: %d bytes are not whole sectors of %d. %s with \"truncate -s %%%d disk.img\", and add that, if nothing is missing."
                            .formatted(
                                    bytes,
                                    SECTOR_BYTES,
                                    format == ImageFormat.RAW
                                            ? "Fill it up with zeros"
                                            : "Decompress it, fill the disk up with zeros",
                                    SECTOR_BYTES),
                    null);
        }
    }
}
