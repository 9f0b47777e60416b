package imprint.workers.image;

import org.jspecify.annotations.Nullable;

/** The file is damaged, cut short, or asks for more than a reader may spend on it. */
public final class ImageCorrupt extends ImageException {

    public ImageCorrupt(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
