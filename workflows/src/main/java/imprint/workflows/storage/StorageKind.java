package imprint.workflows.storage;

import java.util.Set;

/** How a storage location is reached, and which fields say where it is. */
public enum StorageKind {
    /** A directory of the worker's machine, local or mounted. */
    FILE("directory"),
    /** Plain, or encrypted by explicit TLS. */
    FTP("host", "port", "directory", "userName", "tls", "authorities", "fingerprint", "ftpMode"),
    CIFS("host", "port", "share", "directory", "domain", "userName"),
    HTTP("host", "port", "directory", "userName"),
    HTTPS("host", "port", "directory", "userName", "tls", "authorities", "fingerprint"),
    NFS("host", "port", "export", "directory", "nfsVersion", "uid", "gid");

    private final Set<String> fields;

    StorageKind(String... fields) {
        this.fields = Set.of(fields);
    }

    /** Whether a location of this kind has the field, as {@link LocationFields} names it. */
    boolean has(String field) {
        return fields.contains(field);
    }
}
