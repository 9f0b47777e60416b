package imprint.workers.site;

import imprint.imaging.chunk.Digest;
import imprint.imaging.image.ImageFormat;
import imprint.workers.image.FileDigests;
import org.jspecify.annotations.Nullable;

/**
 * What reading an image file told.
 *
 * @param fileBytes of the file
 * @param diskBytes of the disk in it
 * @param digests of the file, one of each kind
 * @param sectorBytes of the disks that the image is for; null where nothing in it tells that
 * @param format of the file, as its content tells it
 */
public record ImageFacts(
        long fileBytes,
        long diskBytes,
        Digest manifestDigest,
        FileDigests digests,
        @Nullable Integer sectorBytes,
        ImageFormat format) {}
