package imprint.workers.cifs;

/** What a route can do with files; all but {@link #LIST} and {@link #FREE} take a name from {@code CamelFileName}. */
public enum CifsOperation {
    /** The body becomes the file, as a stream that must be closed. */
    READ,
    /** The body, a stream, becomes the file; one that is there is replaced. */
    WRITE,
    /** The body becomes the file's length, or null when there is no such file. */
    SIZE,
    /** The body becomes a list of {@link CifsFile}. */
    LIST,
    /** The file gets the name that the body is. */
    RENAME,
    /** The file is removed; the body becomes whether it was there. */
    DELETE,
    /** The body becomes the number of bytes that can still be written. */
    FREE;

    /** The header that names the operation. */
    public static final String HEADER = "CamelCifsOperation";
}
