package imprint.workers.storage;

import org.jspecify.annotations.Nullable;

/**
 * What tells a file from the one that takes its place.
 *
 * @param modified when it was changed last, in the words of the protocol; null where it does not tell
 * @param tag another for other bytes; null where the protocol has none
 */
record FileVersion(
        long bytes, @Nullable String modified, @Nullable String tag) {

    FileVersion(long bytes, @Nullable Object modified) {
        this(bytes, modified == null ? null : modified.toString(), null);
    }

    /** Whether both say the same of what both say. */
    boolean matches(FileVersion other) {
        return bytes == other.bytes && agree(modified, other.modified) && agree(tag, other.tag);
    }

    /** What the other says otherwise, for a person. */
    String difference(FileVersion other) {
        if (bytes != other.bytes) {
            return "it had %s bytes, and has %s".formatted(bytes, other.bytes);
        }
        return agree(modified, other.modified)
                ? "its ETag was %s, and is %s".formatted(tag, other.tag)
                : "the time of its last change was %s, and is %s".formatted(modified, other.modified);
    }

    private static boolean agree(@Nullable String one, @Nullable String other) {
        return one == null || other == null || one.equals(other);
    }
}
