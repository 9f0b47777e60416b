package imprint.workers.site;

import imprint.imaging.chunk.Digest;
import imprint.imaging.image.ImageFileName;
import imprint.workers.image.ChecksumMissing;
import imprint.workers.image.DigestKind;
import imprint.workers.image.FileDigest;
import imprint.workers.storage.StorageLocation;
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
 */
public record TransferOrder(
        UUID operationId,
        StorageLocation location,
        ImageFileName file,
        @Nullable Digest manifestDigest,
        Set<FileDigest> fileDigests) {

    public TransferOrder {
        fileDigests = Set.copyOf(fileDigests);
    }

    /**
     * The same, with no digest but the one of this kind.
     *
     * @throws ChecksumMissing when the file's digest of this kind is not known
     */
    TransferOrder checking(DigestKind kind) throws ChecksumMissing {
        for (FileDigest digest : fileDigests) {
            if (digest.kind() == kind) {
                return new TransferOrder(operationId, location, file, manifestDigest, Set.of(digest));
            }
        }
        throw new ChecksumMissing(kind);
    }
}
