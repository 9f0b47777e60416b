package imprint.demo;

import org.jspecify.annotations.Nullable;

/** How the demonstration reaches its image files. */
enum StorageChoice {
    FILE(null, false),
    FTP("vsftpd", false),
    FTPS("vsftpd", true),
    CIFS("samba", false),
    HTTP("nginx", false),
    HTTPS("nginx", true),
    NFS("ganesha", false);

    private final @Nullable String server;
    private final boolean tls;

    StorageChoice(@Nullable String server, boolean tls) {
        this.server = server;
        this.tls = tls;
    }

    /** The directory of the server's Dockerfile; null when none is needed. */
    @Nullable
    String server() {
        return server;
    }

    boolean hasTls() {
        return tls;
    }
}
