package imprint.workflows.address;

/** Addresses for tests. */
public final class Addresses {

    private Addresses() {}

    /** One with much to say. */
    public static StorageAddress ofKind(StorageKind kind) {
        return StorageAddress.of(
                switch (kind) {
                    case FILE -> "file:///srv/images";
                    case FTP -> "ftps://anna@files.example//srv/images?mode=active";
                    case CIFS -> "cifs://ACME;anna@files.example:4450/images/kiosks";
                    case HTTP -> "http://files.example/images";
                    case HTTPS -> "https://anna@files.example/images";
                    case NFS -> "nfs://files.example/srv/images/kiosks?version=3&uid=1&gid=2&export=/srv/images";
                });
    }
}
