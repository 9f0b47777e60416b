package imprint.workers.storage;

import imprint.workers.storage.StorageRefused.Reason;
import imprint.workflows.address.StorageAddress;

/** What the answers of an HTTP server mean that are not the ones hoped for. */
final class HttpStatus {

    static final int OK = 200;
    static final int PARTIAL = 206;
    static final int MULTI_STATUS = 207;
    static final int BAD_REQUEST = 400;
    static final int FORBIDDEN = 403;
    static final int NOT_FOUND = 404;
    static final int METHOD_NOT_ALLOWED = 405;
    static final int CONFLICT = 409;
    static final int PRECONDITION_FAILED = 412;
    static final int EXPECTATION_FAILED = 417;
    static final int RANGE_NOT_SATISFIABLE = 416;
    static final int NOT_IMPLEMENTED = 501;

    /** For a server that must be told the length of a file before it comes. */
    static final String TELL_LENGTH =
            "Nobody knows that of a file that is still being compressed: clone to one that ends in .img.";

    private HttpStatus() {}

    static boolean isSuccess(int status) {
        return status / 100 == 2;
    }

    static StorageException failure(StorageAddress location, String method, int status) {
        String label = location.label();
        return switch (status) {
            case 401 ->
                new StorageRefused(Reason.LOGIN, "%s does not accept the user or the password.".formatted(label), null);
            case FORBIDDEN ->
                new StorageRefused(Reason.FORBIDDEN, "%s forbids %s to this user.".formatted(label, method), null);
            case NOT_FOUND, CONFLICT ->
                new StorageRefused(
                        Reason.DIRECTORY,
                        location instanceof StorageAddress.Http http
                                        && http.directory().isEmpty()
                                ? "%s answers %s with %s, and takes no files at its uppermost level: name the directory where they lie, and look whether the host's name and the port are right."
                                        .formatted(label, method, status)
                                : "%s does not exist: create it.".formatted(label),
                        null);
            case METHOD_NOT_ALLOWED, NOT_IMPLEMENTED ->
                new StorageRefused(Reason.FORBIDDEN, "%s does not know %s.".formatted(label, method), null);
            case 411 ->
                new StorageRefused(
                        Reason.FORBIDDEN,
                        "%s wants to know the length of a file before it comes. %s".formatted(label, TELL_LENGTH),
                        null);
            case 413 ->
                new StorageRefused(
                        Reason.FORBIDDEN,
                        "%s takes no files of this size: raise its limit on bodies.".formatted(label),
                        null);
            case 507 -> new StorageFull("%s is full.".formatted(label), null);
            default ->
                status / 100 == 3
                        ? new StorageRefused(
                                Reason.FORBIDDEN,
                                "%s sends us to another address, which is refused: give the address itself."
                                        .formatted(label),
                                null)
                        : new StorageUnreachable(
                                "%s answers %s with %s: its log says why; its disk may be full, or may not be written."
                                        .formatted(label, method, status),
                                null);
        };
    }
}
