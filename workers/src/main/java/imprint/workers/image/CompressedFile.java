package imprint.workers.image;

import imprint.imaging.image.ImageFormat;
import java.io.IOException;
import java.io.PushbackInputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

/**
 * A file of one or more compressed members, one behind the other. Zeros between them and behind the last are nothing but
 * padding: of a tape, of a block device, or of somebody who wanted room for metadata.
 */
final class CompressedFile extends PushbackInputStream {

    private static final int BUFFER_BYTES = 64 << 10;
    private static final int SHOWN_BYTES = 8;

    private final SlicesStream file;
    private final ImageFormat format;

    CompressedFile(SlicesStream file, ImageFormat format) {
        super(file, BUFFER_BYTES);
        this.file = file;
        this.format = format;
    }

    /**
     * Goes on to the first byte of the next member.
     *
     * @return false when there is none
     * @throws ImageCorrupt when something else comes
     */
    boolean hasNextMember() throws IOException {
        long end = position();
        skipZeros();
        byte[] head = readNBytes(SHOWN_BYTES);
        if (head.length == 0) {
            return false;
        }
        unread(head);
        if (FormatCheck.of(head, head.length) != format) {
            throw new ImageCorrupt(
                    String.format(
                            Locale.ROOT,
                            "The disk in the image file is whole, but something else lies behind it (%s): leave it out with \"head -c %d FILE\".",
                            HexFormat.of().formatHex(head),
                            end),
                    null);
        }
        return true;
    }

    @Override
    public void close() {
        // why: whoever has read a member to its end closes it, and the next begins behind it.
    }

    private long position() {
        return file.handedOut() - (buf.length - pos);
    }

    private void skipZeros() throws IOException {
        byte[] block = new byte[4096];
        for (int length = read(block); length > 0; length = read(block)) {
            int zeros = 0;
            while (zeros < length && block[zeros] == 0) {
                zeros++;
            }
            if (zeros < length) {
                unread(Arrays.copyOfRange(block, zeros, length));
                return;
            }
        }
    }
}
