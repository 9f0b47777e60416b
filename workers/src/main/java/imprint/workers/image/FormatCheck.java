package imprint.workers.image;

import imprint.imaging.image.ImageFormat;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Tells the format of a file by its first bytes; its name may say anything. */
final class FormatCheck {

    static final int LONGEST_MAGIC = 6;

    private FormatCheck() {}

    /** @param head the file's first slice; null when it is empty */
    static ImageFormat of(@Nullable Slice head) {
        return head == null ? ImageFormat.RAW : of(head.bytes, head.length());
    }

    static ImageFormat of(byte[] head, int length) {
        String magic = HexFormat.of().formatHex(head, 0, Math.min(LONGEST_MAGIC, length));
        if (magic.startsWith("28b52ffd") || magic.matches("5[0-9a-f]2a4d18.*")) {
            return ImageFormat.ZSTD; // RFC 8878, 3.1.1 and, for a skippable frame, 3.1.2
        } else if (magic.startsWith("1f8b08")) {
            return ImageFormat.GZIP; // RFC 1952, 2.3.1
        } else if (magic.equals("fd377a585a00")) {
            return ImageFormat.XZ; // The .xz file format, 2.1.1.1
        } else if (magic.matches("425a683[1-9].*")) {
            return ImageFormat.BZIP2; // "BZh" and the size of its blocks
        }
        return ImageFormat.RAW;
    }
}
