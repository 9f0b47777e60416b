package imprint.app.image;

import imprint.imaging.image.ImageFormat;
import imprint.workflows.image.DiskImage;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param manifestDigest SHA-256 of the manifest: names the content of the disk, whatever the file's format
 * @param format of the file, by its content
 * @param sectorBytes of the disks that the image is for; null where nothing tells it
 */
record DiskImageView(
        UUID id,
        String name,
        String description,
        UUID locationId,
        String fileName,
        ImageFormat format,
        String product,
        @Nullable String osName,
        @Nullable String osVersion,
        long fileBytes,
        long diskBytes,
        @Nullable Integer sectorBytes,
        String manifestDigest,
        String sha256,
        String sha1,
        String md5,
        boolean carriesAgent,
        boolean cloneable,
        boolean oldFormat,
        UUID operationId,
        Instant createdAt) {

    static DiskImageView of(DiskImage image) {
        var traits = image.traits();
        var file = image.file();
        return new DiskImageView(
                image.id(),
                image.name(),
                image.description(),
                image.locationId(),
                image.fileName(),
                image.format(),
                traits.product(),
                traits.osName(),
                traits.osVersion(),
                file.fileBytes(),
                file.diskBytes(),
                file.sectorBytes(),
                file.manifestDigest(),
                file.sha256(),
                file.sha1(),
                file.md5(),
                traits.carriesAgent(),
                traits.cloneable(),
                traits.oldFormat(),
                image.operationId(),
                image.createdAt());
    }
}
