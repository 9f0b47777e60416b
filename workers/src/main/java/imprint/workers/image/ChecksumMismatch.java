package imprint.workers.image;

import imprint.imaging.chunk.Digest;

/** A digest is not the one expected. */
public final class ChecksumMismatch extends ImageException {

    private ChecksumMismatch(String what, String expected, String found) {
        super("The %s of the file is %s, expected was %s.".formatted(what, found, expected), null);
    }

    static void require(FileDigest expected, FileDigest found) throws ChecksumMismatch {
        if (!expected.equals(found)) {
            throw new ChecksumMismatch(expected.kind().algorithm(), expected.hex(), found.hex());
        }
    }

    public static void requireManifest(Digest expected, Digest found) throws ChecksumMismatch {
        if (!expected.equals(found)) {
            throw new ChecksumMismatch("manifest's SHA-256", expected.hex(), found.hex());
        }
    }
}
