package imprint.workers.cifs;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import jcifs.internal.smb2.io.Smb2WriteRequest;

/** Writes a file in parts, several of them on their way; in the end the server has it on its disk. */
final class CifsUpload {

    private static final int MAX_PART = 512 << 10;
    private static final int AHEAD = 4;

    // why: a server that has to put more than that on a slow disk at once would seem to stand still.
    private static final long FLUSH_BYTES = 256L << 20;

    /**
     * How far the parts of an upload that was cut may lie from each other: a file may lack bytes only in the last so many,
     * because a part is sent when all those further before it are acknowledged.
     */
    static final long MAX_GAP = (long) MAX_PART * AHEAD;

    private final SmbConnection connection;
    private final SmbFile file;
    private final byte[] part;
    private final Deque<Part> sent = new ArrayDeque<>();
    private long unflushed;

    CifsUpload(SmbConnection connection, SmbFile file, int maxWrite) {
        this.connection = connection;
        this.file = file;
        this.part = new byte[Math.min(MAX_PART, maxWrite)];
    }

    void write(long offset, InputStream content) throws IOException {
        Frame frame = new Frame(Smb2WriteRequest.OVERHEAD + part.length + 8);
        long at = offset;
        for (int length; (length = content.readNBytes(part, 0, room())) > 0; at += length) {
            Smb2WriteRequest request = new Smb2WriteRequest(connection.settings(), file.id());
            request.setOffset(at);
            request.setData(part, 0, length);
            sent.add(new Part(connection.send(request, frame, length), request, length));
            unflushed += length;
            if (unflushed >= FLUSH_BYTES) {
                flush();
            }
        }
        flush();
    }

    private void flush() throws IOException {
        while (!sent.isEmpty()) {
            settle();
        }
        file.flush();
        unflushed = 0;
    }

    /** How long the next part may be; waits until there is room for one. */
    private int room() throws IOException {
        while (sent.size() == AHEAD || !sent.isEmpty() && !connection.affords(part.length)) {
            settle();
        }
        return connection.affordable(part.length);
    }

    private void settle() throws IOException {
        Part oldest = sent.remove();
        int written = connection.answer(oldest.id(), oldest.request()).getCount();
        if (written != oldest.length()) {
            throw new IOException("the server kept %s of %s bytes".formatted(written, oldest.length()));
        }
    }

    private record Part(long id, Smb2WriteRequest request, int length) {}
}
