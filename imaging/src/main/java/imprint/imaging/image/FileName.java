package imprint.imaging.image;

import imprint.imaging.text.Line;
import java.nio.charset.StandardCharsets;

/**
 * The name of one file in a directory: no path, nothing that a file system, a server or a shell could read otherwise.
 *
 * <p>At most 255 bytes of UTF-8, which is what ext4, XFS and NTFS hold.
 */
public record FileName(String value) {

    public static final int MAX_BYTES = 255;

    /** Throws {@link FileNameRefused} if this is not such a name. */
    public FileName {
        if (value.isBlank()) {
            throw new FileNameRefused("A file name is needed.");
        }
        if (value.equals(".") || value.equals("..")) {
            throw new FileNameRefused("A file name cannot be \".\" or \"..\".");
        }
        if (value.chars().anyMatch(c -> c == '/' || c == '\\')) {
            throw new FileNameRefused("A file name cannot contain / or \\: give the name alone, without a folder.");
        }
        if (!Line.isPlain(value)) {
            throw new FileNameRefused("A file name cannot contain control characters.");
        }
        if (bytes(value) > MAX_BYTES) {
            throw new FileNameRefused("A file name can have at most %s bytes, this one has %s: shorten it."
                    .formatted(MAX_BYTES, bytes(value)));
        }
    }

    /**
     * A name for a companion of this file. A name that would grow too long is cut, never at half a character.
     *
     * @param prefix before the name, such as a dot
     * @param suffix after the name
     */
    public FileName companion(String prefix, String suffix) {
        String stem = value;
        while (bytes(stem) > MAX_BYTES - bytes(prefix) - bytes(suffix)) {
            stem = stem.substring(0, stem.offsetByCodePoints(stem.length(), -1));
        }
        return new FileName(prefix + stem + suffix);
    }

    @Override
    public String toString() {
        return value;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
