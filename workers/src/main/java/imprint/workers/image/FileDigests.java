package imprint.workers.image;

import java.util.Collection;
import java.util.Map;

/** The digests that were worked out of one file, one of each kind that was asked for. */
public record FileDigests(Map<DigestKind, FileDigest> byKind) {

    public FileDigests {
        byKind = Map.copyOf(byKind);
    }

    /** @throws IllegalArgumentException when this kind was not asked for */
    public FileDigest get(DigestKind kind) {
        FileDigest digest = byKind.get(kind);
        if (digest == null) {
            throw new IllegalArgumentException("No %s was asked for".formatted(kind.algorithm()));
        }
        return digest;
    }

    /** @throws ChecksumMismatch unless the file has all these digests */
    public void require(Collection<FileDigest> expected) throws ChecksumMismatch {
        for (FileDigest digest : expected) {
            ChecksumMismatch.require(digest, get(digest.kind()));
        }
    }
}
