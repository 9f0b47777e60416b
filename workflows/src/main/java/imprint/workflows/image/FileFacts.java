package imprint.workflows.image;

import imprint.imaging.image.ImageFormat;
import org.jspecify.annotations.Nullable;

/**
 * What was found when an image file was read from end to end. Digests are lower-case hexadecimal digits.
 *
 * @param fileBytes of the file as it lies there
 * @param diskBytes of the disk in it
 * @param manifestDigest of the manifest of the disk in it
 * @param sectorBytes of the disks that the image is for: 512 or 4096; null where nothing tells it
 * @param format of the file; null where it is the one that the file's name tells
 */
public record FileFacts(
        long fileBytes,
        long diskBytes,
        String manifestDigest,
        String sha256,
        String sha1,
        String md5,
        @Nullable Integer sectorBytes,
        @Nullable ImageFormat format) {

    /** The same, of a disk whose sectors are known otherwise. */
    public FileFacts withSectors(int bytes) {
        return new FileFacts(fileBytes, diskBytes, manifestDigest, sha256, sha1, md5, bytes, format);
    }
}
