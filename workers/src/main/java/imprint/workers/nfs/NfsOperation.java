package imprint.workers.nfs;

/** What a route does with the file that the header {@code CamelFileName} names. */
public enum NfsOperation {
    /** The file becomes the body, as a stream that is to be closed. */
    READ,
    /** The body, a stream, becomes the file, or its end where the header {@link NfsProducer#OFFSET} says where. */
    WRITE,
    /** The {@link NfsFile} becomes the body. */
    STAT,
    /** The regular files of the directory become the body, a list of {@link NfsFile}; 10,000 at most. */
    LIST,
    DELETE
}
