package imprint.workers.image;

import java.io.EOFException;
import java.io.IOException;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** One member of a gzip file (RFC 1952, 2.3): what is read ahead behind its end is given back. */
final class GzipMember extends BlockStream {

    private static final int HEADER_CRC = 1 << 1;
    private static final int EXTRA = 1 << 2;
    private static final int NAME = 1 << 3;
    private static final int COMMENT = 1 << 4;
    private static final int RESERVED = 0xe0;
    private static final int BUFFER_BYTES = 32 << 10;

    private final PushbackInputStream file;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int filled;
    private boolean ended;

    GzipMember(PushbackInputStream file) throws IOException {
        this.file = file;
        readHeader();
    }

    private void readHeader() throws IOException {
        CRC32 headerCrc = new CRC32();
        byte[] fixed = bytes(10, headerCrc);
        int flags = fixed[3];
        if ((flags & RESERVED) != 0) {
            throw new IOException("its gzip header has flags that nobody knows");
        }
        if ((flags & EXTRA) != 0) {
            bytes(unsignedShort(bytes(2, headerCrc)), headerCrc);
        }
        if ((flags & NAME) != 0) {
            skipText(headerCrc);
        }
        if ((flags & COMMENT) != 0) {
            skipText(headerCrc);
        }
        int expected = (int) headerCrc.getValue() & 0xffff;
        if ((flags & HEADER_CRC) != 0 && unsignedShort(bytes(2, headerCrc)) != expected) {
            throw new IOException("its gzip header has another checksum than it says");
        }
    }

    private void skipText(CRC32 headerCrc) throws IOException {
        while (bytes(1, headerCrc)[0] != 0) {
            // why: the name and the comment tell nothing that is needed.
        }
    }

    private byte[] bytes(int count, CRC32 headerCrc) throws IOException {
        byte[] bytes = file.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException();
        }
        headerCrc.update(bytes);
        return bytes;
    }

    private static int unsignedShort(byte[] littleEndian) {
        return Short.toUnsignedInt(
                ByteBuffer.wrap(littleEndian).order(ByteOrder.LITTLE_ENDIAN).getShort());
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = 0;
        while (count == 0 && length > 0 && !ended) {
            if (inflater.needsInput()) {
                fill();
            }
            count = inflate(into, offset, length);
            if (inflater.finished()) {
                readTrailer();
            }
        }
        return count == 0 && ended ? -1 : count;
    }

    private int inflate(byte[] into, int offset, int length) throws IOException {
        try {
            int count = inflater.inflate(into, offset, length);
            if (count == 0 && inflater.needsDictionary()) {
                throw new IOException("it needs a dictionary");
            }
            crc.update(into, offset, count);
            return count;
        } catch (DataFormatException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private void fill() throws IOException {
        filled = file.read(buffer);
        if (filled < 0) {
            throw new EOFException();
        }
        inflater.setInput(buffer, 0, filled);
    }

    private void readTrailer() throws IOException {
        ended = true;
        int ahead = inflater.getRemaining();
        long bytes = inflater.getBytesWritten();
        file.unread(buffer, filled - ahead, ahead);
        ByteBuffer trailer = ByteBuffer.wrap(bytes(8, new CRC32())).order(ByteOrder.LITTLE_ENDIAN);
        if (trailer.getInt() != (int) crc.getValue()) {
            throw new IOException("its checksum is another than it says");
        }
        if (trailer.getInt() != (int) bytes) {
            throw new IOException("its length is another than it says");
        }
    }

    @Override
    public void close() {
        inflater.end();
    }
}
