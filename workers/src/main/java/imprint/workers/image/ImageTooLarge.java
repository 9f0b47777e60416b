package imprint.workers.image;

import java.util.Locale;

/** The disk in the file is larger than any that is taken, or nothing but a few bytes told over and over. */
public final class ImageTooLarge extends ImageException {

    private ImageTooLarge(String sentence) {
        super(sentence, null);
    }

    static ImageTooLarge thanAnyDisk(long mostBytes) {
        return new ImageTooLarge(String.format(
                Locale.ROOT,
                "The disk in the file has more than %d bytes, which is the most that is taken: add an image of a smaller disk, or raise imprint.images.largest-disk.",
                mostBytes));
    }

    static ImageTooLarge forItsFile(long diskBytes, long fileBytes) {
        return new ImageTooLarge(String.format(
                Locale.ROOT,
                "The file has %d bytes, and the disk in it more than %d: so empty is no disk that a device boots from. Add the image of a smaller one.",
                fileBytes,
                diskBytes));
    }
}
