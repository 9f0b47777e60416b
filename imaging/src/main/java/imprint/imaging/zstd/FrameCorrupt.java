package imprint.imaging.zstd;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The bytes are not one whole zstd frame of the length expected. */
public class FrameCorrupt extends IOException {

    public FrameCorrupt(String message) {
        super(message);
    }

    FrameCorrupt(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
