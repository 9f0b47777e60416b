package imprint.workers.image;

import imprint.imaging.image.ImageFormat;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes sure that what a file holds is a disk byte for byte. */
public final class DiskCheck {

    private static final int SECTOR_BYTES = 512;
    private static final Signature BOOT_RECORD = Signature.ofHex(510, "55aa");

    /** Up to here nobody asks how small the file is in which the disk lies. */
    private static final long UNSUSPICIOUS_BYTES = 64L << 30;

    private static final long MOST_TIMES = 100_000;

    private final boolean rawData;
    private final long fileBytes;
    private final long largestDisk;
    private final byte[] tail = new byte[SECTOR_BYTES];
    private ImageFormat format = ImageFormat.RAW;
    private @Nullable Integer sectorBytes;
    private long bytes;

    /**
     * @param rawData whether a person has said that it needs no boot record
     * @param fileBytes of the file as it lies there
     * @param largestDisk in bytes
     */
    public DiskCheck(boolean rawData, long fileBytes, long largestDisk) {
        this.rawData = rawData;
        this.fileBytes = fileBytes;
        this.largestDisk = largestDisk;
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

    /** Looks at the next chunk. */
    public void chunk(byte[] plain, int length) throws ImageException {
        if (bytes == 0) {
            begins(plain, length);
        }
        bytes += length;
        requireSize();
        if (length >= tail.length) {
            System.arraycopy(plain, length - tail.length, tail, 0, tail.length);
        }
    }

    private void requireSize() throws ImageTooLarge {
        if (bytes > largestDisk) {
            throw ImageTooLarge.thanAnyDisk(largestDisk);
        }
        if (bytes > UNSUSPICIOUS_BYTES && bytes / MOST_TIMES > fileBytes) {
            throw ImageTooLarge.forItsFile(bytes, fileBytes);
        }
    }

    private void begins(byte[] head, int length) throws ImageException {
        Optional<Container> container = Container.atBeginning(head, length);
        if (container.isPresent()) {
            throw container.get().refused();
        }
        if (format == ImageFormat.RAW) {
            requireWholeSectors(fileBytes);
            if (fileBytes > largestDisk) {
                throw ImageTooLarge.thanAnyDisk(largestDisk);
            }
        }
        sectorBytes = SectorSize.of(head, length);
        if (!rawData && sectorBytes == null && !BOOT_RECORD.isIn(head, length) && !SectorSize.isSigned(head, length)) {
            throw new FormatUnsupported(
                    "What the file holds begins with neither a boot record nor a GPT: %s. Add the image of a whole disk, or add it with rawData, if this is what devices are to get."
                            .formatted(Guess.of(head, length)));
        }
    }

    /** Looks at the end. */
    public void ends() throws ImageException {
        if (bytes == 0) {
            throw new ImageCorrupt("What the file holds is empty: add the image of a whole disk.", null);
        }
        requireWholeSectors(bytes);
        Optional<Container> container = Container.atEnd(tail);
        if (container.isPresent()) {
            throw container.get().refused();
        }
    }

    private void requireWholeSectors(long bytes) throws ImageCorrupt {
        if (bytes % SECTOR_BYTES != 0) {
            throw new ImageCorrupt(
                    String.format(
                            Locale.ROOT,
                            "What the file holds is no disk: %d bytes are not whole sectors of %d. %s with \"truncate -s %%%d disk.img\", and add that, if nothing is missing.",
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
