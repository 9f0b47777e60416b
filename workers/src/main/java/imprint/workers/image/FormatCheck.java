package imprint.workers.image;

import imprint.imaging.image.ImageFormat;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Tells the format of a file by its first bytes. */
final class FormatCheck {

    private static final int LONGEST_MAGIC = 6;

    private FormatCheck() {}

    /** @throws FormatMismatch when the content, which begins with {@code head}, is of another format */
    static void require(ImageFormat declared, @Nullable Slice head) throws FormatMismatch {
        ImageFormat found = head == null ? ImageFormat.RAW : formatOf(head);
        if (found != declared) {
            throw new FormatMismatch(declared, found);
        }
    }

    private static ImageFormat formatOf(Slice head) {
        String magic = HexFormat.of().formatHex(head.bytes, 0, Math.min(LONGEST_MAGIC, head.length()));
        if (magic.startsWith("28b52ffd") || magic.matches("5[0-9a-f]2a4d18.*")) {
            return ImageFormat.ZSTD; // RFC 8878, 3.1.1 and, for a skippable frame, 3.1.2
        } else if (magic.startsWith("1f8b08")) {
            return ImageFormat.GZIP; // RFC 1952, 2.3.1
        } else if (magic.equals("fd377a585a00")) {
            return ImageFormat.XZ; // The .xz file format, 2.1.1.1
        } else if (magic.startsWith("425a68")) {
            return ImageFormat.BZIP2; // "BZh"
        }
        return ImageFormat.RAW;
    }
}
