package imprint.workers.site;

import imprint.imaging.chunk.Digest;
import imprint.imaging.image.ImageFileName;
import imprint.workers.image.ChecksumMissing;
import imprint.workers.image.DigestKind;
import imprint.workers.image.FileDigest;
import imprint.workflows.address.StorageAccess;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is to be transferred for an operation.
 *
 * @param location with its credentials, for this operation only
 * @param manifestDigest of the disk in the file; null while nobody knows it, as when a file is added
 * @param fileDigests that the file must have: those that a person gave when adding it, or those that the inventory has
 *     of an image that is to be staged
 * @param rawData whether a file that is added may hold a disk without a boot record, too
 */
public record TransferOrder(
        UUID operationId,
        StorageAccess location,
        ImageFileName file,
        @Nullable Digest manifestDigest,
        Set<FileDigest> fileDigests,
        boolean rawData) {

    public TransferOrder {
        fileDigests = Set.copyOf(fileDigests);
    }

    /** Of a disk that is like other disks. */
    public TransferOrder(
            UUID operationId,
            StorageAccess location,
            ImageFileName file,
            @Nullable Digest manifestDigest,
            Set<FileDigest> fileDigests) {
        this(operationId, location, file, manifestDigest, fileDigests, false);
    }

    /**
     * The same, with no digest but the one of this kind.
     *
     * @throws ChecksumMissing when the file's digest of this kind is not known
     */
    TransferOrder checking(DigestKind kind) throws ChecksumMissing {
        for (FileDigest digest : fileDigests) {
            if (digest.kind() == kind) {
                return new TransferOrder(operationId, location, file, manifestDigest, Set.of(digest), rawData);
            }
        }
        throw new ChecksumMissing(kind);
    }
}
