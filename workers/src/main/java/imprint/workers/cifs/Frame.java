package imprint.workers.cifs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jcifs.internal.smb2.ServerMessageBlock2;
import jcifs.internal.smb2.ServerMessageBlock2Request;

/** An SMB message as it goes over TCP: its length, its header, its body ([MS-SMB2] 2.1 and 2.2.1). */
final class Frame {

    static final int PREFIX = 4;
    static final int HEADER = 64;
    static final int SIGNATURE = 48;
    static final int SIGNATURE_BYTES = 16;

    private static final int CREDIT_CHARGE = 6;
    private static final int STATUS = 8;
    private static final int CREDITS = 14;
    private static final int FLAGS = 16;
    private static final int MESSAGE_ID = 24;

    private final ByteBuffer buffer;
    private int length;

    Frame(int capacity) {
        this.buffer = ByteBuffer.allocate(PREFIX + capacity).order(ByteOrder.LITTLE_ENDIAN);
    }

    void encode(ServerMessageBlock2Request<?> request) {
        length = request.encode(buffer.array(), PREFIX);
        buffer.order(ByteOrder.BIG_ENDIAN).putInt(0, length).order(ByteOrder.LITTLE_ENDIAN);
    }

    void writeTo(Wire wire) throws IOException {
        wire.write(buffer.array(), PREFIX + length);
    }

    /** The frame that comes next, in a buffer of its size. */
    static Frame readFrom(Wire wire) throws IOException {
        byte[] prefix = new byte[PREFIX];
        wire.read(prefix, 0, PREFIX);
        int length = ByteBuffer.wrap(prefix).getInt();
        if (length < HEADER || length > SmbConnection.MAX_PAYLOAD + (64 << 10)) {
            throw new IOException("the server sent a message of %s bytes".formatted(length));
        }
        Frame frame = new Frame(length + 8);
        frame.length = length;
        wire.read(frame.array(), PREFIX, length);
        return frame;
    }

    byte[] array() {
        return buffer.array();
    }

    /** Without the prefix. */
    int length() {
        return length;
    }

    int status() {
        return buffer.getInt(PREFIX + STATUS);
    }

    int credits() {
        return Short.toUnsignedInt(buffer.getShort(PREFIX + CREDITS));
    }

    long id() {
        return buffer.getLong(PREFIX + MESSAGE_ID);
    }

    boolean isSigned() {
        return has(ServerMessageBlock2.SMB2_FLAGS_SIGNED);
    }

    boolean isAnswer() {
        return has(ServerMessageBlock2.SMB2_FLAGS_SERVER_TO_REDIR);
    }

    void setSigned() {
        buffer.putInt(PREFIX + FLAGS, buffer.getInt(PREFIX + FLAGS) | ServerMessageBlock2.SMB2_FLAGS_SIGNED);
    }

    void setCreditCharge(int credits) {
        buffer.putShort(PREFIX + CREDIT_CHARGE, (short) credits);
    }

    /** A number of two bytes; the offset counts from the header's first byte. */
    int shortAt(int offset) throws IOException {
        return Short.toUnsignedInt(buffer.getShort(PREFIX + inside(offset, Short.BYTES)));
    }

    /** A number of four bytes; the offset counts from the header's first byte. */
    int intAt(int offset) throws IOException {
        return buffer.getInt(PREFIX + inside(offset, Integer.BYTES));
    }

    private int inside(int offset, int bytes) throws IOException {
        if (offset < 0 || offset > length - bytes) {
            throw new IOException("the server sent a message that is wrong in itself");
        }
        return offset;
    }

    private boolean has(int flag) {
        return (buffer.getInt(PREFIX + FLAGS) & flag) != 0;
    }
}
