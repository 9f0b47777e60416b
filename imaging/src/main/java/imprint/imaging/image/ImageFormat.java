package imprint.imaging.image;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The formats of image files; each holds one whole disk, byte for byte. */
public enum ImageFormat {
    RAW(".img", true),
    ZSTD(".img.zst", true),
    GZIP(".img.gz", true),
    XZ(".img.xz", false),
    BZIP2(".img.bz2", false);

    private final String ending;
    private final boolean writable;

    ImageFormat(String ending, boolean writable) {
        this.ending = ending;
        this.writable = writable;
    }

    /** With the dot, such as {@code .img.zst}. */
    public String ending() {
        return ending;
    }

    /** Whether a clone can be written in this format; every format can be added. */
    public boolean isWritable() {
        return writable;
    }

    static Optional<ImageFormat> ofName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(format -> lower.endsWith(format.ending))
                .findFirst();
    }

    static String endings() {
        return Arrays.stream(values()).map(ImageFormat::ending).collect(Collectors.joining(", "));
    }
}
