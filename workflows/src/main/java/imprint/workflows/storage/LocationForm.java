package imprint.workflows.storage;

import org.jspecify.annotations.Nullable;

/** Fields that are being filled in. */
public final class LocationForm {

    private @Nullable StorageKind kind;
    private @Nullable String host;
    private @Nullable Integer port;
    private @Nullable String share;
    private @Nullable String export;
    private @Nullable String directory;
    private @Nullable String domain;
    private @Nullable String userName;
    private @Nullable Tls tls;
    private @Nullable String authorities;
    private @Nullable String fingerprint;
    private @Nullable FtpMode ftpMode;
    private @Nullable Integer nfsVersion;
    private @Nullable Integer uid;
    private @Nullable Integer gid;

    public LocationForm kind(@Nullable StorageKind kind) {
        this.kind = kind;
        return this;
    }

    public LocationForm host(@Nullable String host) {
        this.host = host;
        return this;
    }

    public LocationForm port(@Nullable Integer port) {
        this.port = port;
        return this;
    }

    public LocationForm share(@Nullable String share) {
        this.share = share;
        return this;
    }

    public LocationForm export(@Nullable String export) {
        this.export = export;
        return this;
    }

    public LocationForm directory(@Nullable String directory) {
        this.directory = directory;
        return this;
    }

    public LocationForm domain(@Nullable String domain) {
        this.domain = domain;
        return this;
    }

    public LocationForm userName(@Nullable String userName) {
        this.userName = userName;
        return this;
    }

    public LocationForm tls(@Nullable Tls tls) {
        this.tls = tls;
        return this;
    }

    public LocationForm authorities(@Nullable String authorities) {
        this.authorities = authorities;
        return this;
    }

    public LocationForm fingerprint(@Nullable String fingerprint) {
        this.fingerprint = fingerprint;
        return this;
    }

    public LocationForm ftpMode(@Nullable FtpMode ftpMode) {
        this.ftpMode = ftpMode;
        return this;
    }

    public LocationForm nfsVersion(@Nullable Integer nfsVersion) {
        this.nfsVersion = nfsVersion;
        return this;
    }

    public LocationForm uid(@Nullable Integer uid) {
        this.uid = uid;
        return this;
    }

    public LocationForm gid(@Nullable Integer gid) {
        this.gid = gid;
        return this;
    }

    public LocationFields fields() {
        return new LocationFields(
                kind,
                host,
                port,
                share,
                export,
                directory,
                domain,
                userName,
                tls,
                authorities,
                fingerprint,
                ftpMode,
                nfsVersion,
                uid,
                gid);
    }

    /** Takes an address apart into the fields that it can be made from again. */
    static LocationFields of(StorageAddress address) {
        var form = new LocationForm().kind(address.kind()).userName(address.user());
        var server = address.host();
        if (server != null) {
            form.host(server.host()).port(server.port());
        }
        return switch (address) {
            case StorageAddress.Directory file ->
                form.directory(file.directory()).fields();
            case StorageAddress.Ftp ftp ->
                form.trust(ftp.tls())
                        .directory(ftp.directory())
                        .ftpMode(ftp.mode())
                        .fields();
            case StorageAddress.Cifs cifs ->
                form.share(cifs.share())
                        .directory(cifs.directory())
                        .domain(cifs.domain())
                        .fields();
            case StorageAddress.Http http
            when http.tls() == null -> form.directory(http.directory()).fields();
            case StorageAddress.Http http ->
                form.trust(http.tls()).directory(http.directory()).fields();
            case StorageAddress.Nfs nfs ->
                form.export(nfs.export())
                        .directory(nfs.directory())
                        .nfsVersion(nfs.version())
                        .uid(nfs.uid())
                        .gid(nfs.gid())
                        .fields();
        };
    }

    private LocationForm trust(@Nullable Trust trust) {
        return switch (trust) {
            case null -> tls(Tls.NONE);
            case Trust.System _ -> tls(Tls.SYSTEM);
            case Trust.PrivateCa ca ->
                tls(Tls.PRIVATE_CA).authorities(ca.authorities().pem());
            case Trust.Pinned pinned -> tls(Tls.PINNED).fingerprint(pinned.sha256());
        };
    }
}
