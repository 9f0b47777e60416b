package imprint.workers.site;

import imprint.imaging.chunk.Digest;
import imprint.workers.image.FileDigests;

/**
 * What reading an image file told.
 *
 * @param fileBytes of the file
 * @param diskBytes of the disk in it
 * @param digests of the file, one of each kind
 */
public record ImageFacts(long fileBytes, long diskBytes, Digest manifestDigest, FileDigests digests) {}
