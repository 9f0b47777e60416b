package imprint.workers.storage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** What is to be written; the same bytes each time they are asked for. */
@FunctionalInterface
public interface Content {

    /** The content from a byte on. */
    InputStream from(long offset) throws IOException;

    static Content of(byte[] bytes) {
        return offset -> new ByteArrayInputStream(bytes, (int) offset, bytes.length);
    }
}
