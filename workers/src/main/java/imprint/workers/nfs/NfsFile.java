package imprint.workers.nfs;

import java.time.Instant;

/** An entry of a directory. */
public record NfsFile(String name, Type type, long size, Instant modified) {

    private static final int S_IFMT = 0_170000;
    private static final int S_IFDIR = 0_040000;
    private static final int S_IFREG = 0_100000;
    private static final int S_IFLNK = 0_120000;

    /** What a name stands for; a link is not followed. */
    public enum Type {
        REGULAR,
        DIRECTORY,
        LINK,
        OTHER;

        /** @param mode as in Linux's {@code stat.h} */
        static Type of(long mode) {
            return switch ((int) mode & S_IFMT) {
                case S_IFREG -> REGULAR;
                case S_IFDIR -> DIRECTORY;
                case S_IFLNK -> LINK;
                default -> OTHER;
            };
        }
    }
}
