package imprint.workflows.storage;

/** How a storage location is reached. */
public enum StorageKind {
    /** A directory of the worker's machine, local or mounted. */
    FILE,
    FTP,
    HTTP
}
