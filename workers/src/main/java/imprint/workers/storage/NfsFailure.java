package imprint.workers.storage;

import imprint.imaging.image.FileName;
import imprint.workers.nfs.NfsException;
import imprint.workers.nfs.NfsProblem;
import imprint.workers.storage.StorageRefused.Reason;
import imprint.workflows.address.StorageAddress;
import java.io.IOException;

/** What a failure of an NFS server means, and how it is mended. */
final class NfsFailure {

    private NfsFailure() {}

    /** Of a call that deals with one file. */
    static StorageException of(IOException e, StorageAddress.Nfs location, FileName name) {
        return switch (problem(e)) {
            case MISSING -> new FileMissing(location, name);
            case EXISTS -> new FileExists(location, name);
            case STALE -> new FileChanged(location, name);
            default -> of(e, location);
        };
    }

    static StorageException of(IOException e, StorageAddress.Nfs location) {
        if (e instanceof StorageException known) {
            return known;
        }
        String label = location.label();
        return switch (problem(e)) {
            case NO_LIBRARY -> new StorageRefused(Reason.FORBIDDEN, e.getMessage() + ".", e);
            case NO_EXPORT ->
                new StorageRefused(
                        Reason.SHARE,
                        "%s has no export %s, or not for this server: write it as the server does, allow this server's address and, unless Imprint runs as root, ports above 1023 (\"insecure\"). It says: %s"
                                .formatted(location.server().host(), location.export(), e.getMessage()),
                        e);
            case DENIED ->
                new StorageRefused(
                        Reason.FORBIDDEN,
                        "%s does not let user %s and group %s do this: change the owner or the rights of the directory, or look whether it is exported read-only or squashes this user (\"root_squash\", \"all_squash\"). It says: %s"
                                .formatted(label, location.uid(), location.gid(), e.getMessage()),
                        e);
            case MISSING -> new StorageRefused(Reason.DIRECTORY, "%s is no directory.".formatted(label), e);
            case FULL -> new StorageFull("%s is full, or the quota of user %s is.".formatted(label, location.uid()), e);
            case UNKNOWN_HOST, UNREACHABLE, STALE ->
                new StorageUnreachable("%s does not answer: %s".formatted(label, e.getMessage()), e);
            case EXISTS, UNSUPPORTED, REFUSED ->
                new StorageRefused(Reason.FORBIDDEN, "%s refuses: %s".formatted(label, e.getMessage()), e);
        };
    }

    private static NfsProblem problem(IOException e) {
        return e instanceof NfsException nfs ? nfs.problem() : NfsProblem.UNREACHABLE;
    }
}
