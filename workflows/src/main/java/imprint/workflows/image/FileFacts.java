package imprint.workflows.image;

/**
 * What was found when an image file was read from end to end. Digests are lower-case hexadecimal digits.
 *
 * @param fileBytes of the file as it lies there
 * @param diskBytes of the disk in it
 * @param manifestDigest of the manifest of the disk in it
 */
public record FileFacts(
        long fileBytes, long diskBytes, String manifestDigest, String sha256, String sha1, String md5) {}
