package imprint.imaging.protocol;

import java.util.UUID;

/**
 * How far a command has come.
 *
 * @param bytesDone of the disk, of {@code bytesTotal}
 * @param bytesSent over the network, in whichever direction
 */
public record Progress(UUID commandId, int attempt, long bytesDone, long bytesTotal, long bytesSent) {}
