package imprint.workers.image;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What is wrong with an image file; the message is a sentence for a person. Reading it again will not help. */
public abstract sealed class ImageException extends IOException
        permits ImageCorrupt, FormatUnsupported, WindowTooLarge, ImageTooLarge, ChecksumMismatch, ChecksumMissing {

    ImageException(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
