package imprint.workers.image;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** What the members of a compressed file hold, one behind the other. */
final class Members extends BlockStream {

    private final CompressedFile file;
    private final Decoder decoder;
    private @Nullable InputStream member;

    Members(CompressedFile file, Decoder decoder) {
        this.file = file;
        this.decoder = decoder;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        while (member != null || file.hasNextMember()) {
            if (member == null) {
                member = decoder.open(file);
            }
            int count = member.read(into, offset, length);
            if (count >= 0) {
                return count;
            }
            close();
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        if (member != null) {
            member.close();
            member = null;
        }
    }

    /** Opens the member that begins here; it reads no byte behind it, and closing it leaves the file open. */
    @FunctionalInterface
    interface Decoder {
        InputStream open(CompressedFile file) throws IOException;
    }
}
