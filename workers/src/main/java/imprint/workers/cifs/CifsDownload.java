package imprint.workers.cifs;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import jcifs.internal.smb2.io.Smb2ReadRequest;
import jcifs.smb.NtStatus;
import jcifs.smb.SmbException;
import org.jspecify.annotations.Nullable;

/** A file being read, with the next parts of it already asked for. */
final class CifsDownload extends InputStream {

    private static final int AHEAD = 8;
    private static final byte[] NOTHING = new byte[0];
    private static final int DATA_OFFSET = Frame.HEADER + 2;
    private static final int DATA_LENGTH = Frame.HEADER + 4;

    private final Closeable share;
    private final SmbConnection connection;
    private final SmbFile file;
    private final int step;
    private final Deque<Part> asked = new ArrayDeque<>();
    private long next;
    private @Nullable Frame part;
    private int at;
    private int left;
    private boolean ended;

    CifsDownload(Closeable share, SmbConnection connection, SmbFile file, long offset, int step) {
        this.share = share;
        this.connection = connection;
        this.file = file;
        this.next = offset;
        this.step = step;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (left == 0 && !ended) {
            receivePart();
        }
        if (part == null || left == 0) {
            return -1;
        }
        int count = Math.min(left, length);
        System.arraycopy(part.array(), at, into, offset, count);
        at += count;
        left -= count;
        return count;
    }

    /** Ends the transfer at once: what was asked for already is not waited for. */
    @Override
    public void close() throws IOException {
        try (share) {
            if (ended) {
                // why: a file that is still open here cannot be deleted yet.
                file.close();
            }
        }
    }

    private void receivePart() throws IOException {
        askAhead();
        Part oldest = asked.remove();
        Frame answer = connection.receive(oldest.id());
        if (answer.status() == NtStatus.NT_STATUS_END_OF_FILE) {
            end();
            return;
        }
        if (answer.status() != NtStatus.NT_STATUS_OK) {
            throw new SmbException(answer.status(), null);
        }
        at = Frame.PREFIX + (answer.shortAt(DATA_OFFSET) & 0xff);
        left = answer.intAt(DATA_LENGTH);
        if (left < 0 || left > oldest.length() || at + left > Frame.PREFIX + answer.length()) {
            throw new IOException("the server sent a part of the file that is wrong in itself");
        }
        part = answer;
        // why: a part that is short is the last one; what follows would not be in its place.
        if (left < oldest.length()) {
            end();
        }
    }

    /** Takes what was asked for in vain: its credits are needed for what comes next. */
    private void end() throws IOException {
        ended = true;
        while (!asked.isEmpty()) {
            connection.receive(asked.remove().id());
        }
    }

    private void askAhead() throws IOException {
        while (asked.isEmpty() || asked.size() < AHEAD && connection.affords(step)) {
            int length = connection.affordable(step);
            Smb2ReadRequest request = new Smb2ReadRequest(connection.settings(), file.id(), NOTHING, 0);
            request.setOffset(next);
            request.setReadLength(length);
            asked.add(new Part(connection.send(request, new Frame(request.size()), length), length));
            next += length;
        }
    }

    private record Part(long id, int length) {}
}
