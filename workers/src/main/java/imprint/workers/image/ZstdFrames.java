package imprint.workers.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The frames of a zstd file (RFC 8878, 3.1), without what lies between and behind them. They are walked through, not
 * decoded: the decoder reads ahead, and would take padding for a frame.
 */
final class ZstdFrames extends BlockStream {

    private static final int SKIPPABLE = 0x184d2a50;
    private static final int SKIPPABLE_MASK = 0xfffffff0;
    private static final int SINGLE_SEGMENT = 1 << 5;
    private static final int CHECKSUM = 1 << 2;
    private static final int[] DICTIONARY_BYTES = {0, 1, 2, 4};
    private static final int[] CONTENT_SIZE_BYTES = {0, 2, 4, 8};
    private static final int RLE = 1;

    private final CompressedFile file;
    private final long mostWindowBytes;
    private byte[] head = {};
    private int headRead;
    private long left;
    private boolean inFrame;
    private boolean hasChecksum;

    ZstdFrames(CompressedFile file, long mostWindowBytes) {
        this.file = file;
        this.mostWindowBytes = mostWindowBytes;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        while (headRead == head.length && left == 0) {
            if (!next()) {
                return -1;
            }
        }
        if (headRead < head.length) {
            int count = Math.min(length, head.length - headRead);
            System.arraycopy(head, headRead, into, offset, count);
            headRead += count;
            return count;
        }
        int count = file.read(into, offset, (int) Math.min(length, left));
        left -= Math.max(count, 0);
        return count;
    }

    private boolean next() throws IOException {
        if (!inFrame && !file.hasNextMember()) {
            return false;
        }
        headRead = 0;
        head = file.readNBytes(inFrame ? 3 : 5);
        if (head.length < (inFrame ? 3 : 5)) {
            // why: the decoder says best what is missing.
            return head.length > 0;
        }
        if (inFrame) {
            readBlockHeader();
        } else if ((ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt() & SKIPPABLE_MASK) == SKIPPABLE) {
            readSkippable();
        } else {
            readFrameHeader();
        }
        return true;
    }

    private void readBlockHeader() {
        int header = Byte.toUnsignedInt(head[0]) | Byte.toUnsignedInt(head[1]) << 8 | Byte.toUnsignedInt(head[2]) << 16;
        boolean isLast = (header & 1) != 0;
        left = (header >> 1 & 3) == RLE ? 1 : header >> 3;
        if (isLast) {
            left += hasChecksum ? Integer.BYTES : 0;
            inFrame = false;
        }
    }

    private void readSkippable() throws IOException {
        append(3);
        if (head.length == 8) {
            left = Integer.toUnsignedLong(
                    ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt(4));
        }
    }

    private void readFrameHeader() throws IOException {
        int descriptor = head[4];
        boolean isSingle = (descriptor & SINGLE_SEGMENT) != 0;
        int dictionaryBytes = DICTIONARY_BYTES[descriptor & 3];
        int sizeFlag = descriptor >> 6 & 3;
        int sizeBytes = isSingle && sizeFlag == 0 ? 1 : CONTENT_SIZE_BYTES[sizeFlag];
        int dictionaryAt = isSingle ? 5 : 6;
        append(dictionaryAt - 5 + dictionaryBytes + sizeBytes);
        inFrame = true;
        hasChecksum = (descriptor & CHECKSUM) != 0;
        if (head.length < dictionaryAt + dictionaryBytes + sizeBytes) {
            return;
        }
        if (number(dictionaryAt, dictionaryBytes) != 0) {
            throw new FormatUnsupported(
                    "The image file was compressed by zstd with a dictionary, which nobody has here: compress it without.");
        }
        long window = isSingle ? contentSize(dictionaryAt + dictionaryBytes, sizeBytes) : window(head[5]);
        if (Long.compareUnsigned(window, mostWindowBytes) > 0) {
            throw WindowTooLarge.ofZstd(window, mostWindowBytes);
        }
    }

    private long contentSize(int at, int bytes) {
        return number(at, bytes) + (bytes == 2 ? 256 : 0);
    }

    private static long window(byte descriptor) {
        long base = 1L << 10 + (Byte.toUnsignedInt(descriptor) >> 3);
        return base + base / 8 * (descriptor & 7);
    }

    private long number(int at, int bytes) {
        long number = 0;
        for (int i = bytes - 1; i >= 0; i--) {
            number = number << 8 | Byte.toUnsignedLong(head[at + i]);
        }
        return number;
    }

    private void append(int bytes) throws IOException {
        byte[] more = file.readNBytes(bytes);
        head = ByteBuffer.allocate(head.length + more.length)
                .put(head)
                .put(more)
                .array();
    }
}
