package imprint.workers.image;

import imprint.imaging.image.ImageFormat;

/** The content is not of the format that the file name's ending promises. */
public final class FormatMismatch extends ImageException {

    FormatMismatch(ImageFormat declared, ImageFormat found) {
        super(
                "By its name the file is %s, by its content %s: name it *%s."
                        .formatted(declared, found, found.ending()),
                null);
    }
}
