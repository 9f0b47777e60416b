package imprint.workers.site;

/**
 * How far a step has come.
 *
 * @param bytesDone of what is worked through: a disk or a file
 * @param bytesTotal of the same; 0 while it is not known
 * @param bytesMoved over the network
 */
public record TransferProgress(long bytesDone, long bytesTotal, long bytesMoved) {}
