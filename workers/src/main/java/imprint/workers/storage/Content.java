package imprint.workers.storage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** What is to be written; the same bytes each time they are asked for. */
@FunctionalInterface
public interface Content {

    /** The content from a byte on. */
    InputStream from(long offset) throws IOException;

    /** How many bytes there are in all, where that is known before they come. */
    default OptionalLong bytes() {
        return OptionalLong.empty();
    }

    static Content of(byte[] bytes) {
        return known(bytes.length, offset -> new ByteArrayInputStream(bytes, (int) offset, bytes.length));
    }

    static Content of(Path file) throws IOException {
        return known(Files.size(file), offset -> {
            InputStream in = Files.newInputStream(file);
            in.skipNBytes(offset);
            return in;
        });
    }

    private static Content known(long bytes, Content content) {
        return new Content() {
            @Override
            public InputStream from(long offset) throws IOException {
                return content.from(offset);
            }

            @Override
            public OptionalLong bytes() {
                return OptionalLong.of(bytes);
            }
        };
    }
}
