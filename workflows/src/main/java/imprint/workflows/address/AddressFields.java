package imprint.workflows.address;

import imprint.workflows.address.StorageAddress.Cifs;
import imprint.workflows.address.StorageAddress.Directory;
import imprint.workflows.address.StorageAddress.Ftp;
import imprint.workflows.address.StorageAddress.Http;
import imprint.workflows.address.StorageAddress.Nfs;
import imprint.workflows.failure.InvalidInput;
import org.jspecify.annotations.Nullable;

/** Addresses field by field, as people fill in forms and as the database keeps them. */
final class AddressFields {

    private AddressFields() {}

    /** @throws InvalidInput naming the field that is missing, wrong, or not one of this kind */
    static StorageAddress read(Fields fields) {
        if (!fields.has("kind")) {
            throw new InvalidInput("kind", "Say how it is reached: by a kind, or by a url.");
        }
        var kind = fields.choice("kind", StorageKind.FILE);
        var directory = fields.text("directory", "");
        var address = switch (kind) {
            case FILE -> new Directory(directory);
            case FTP ->
                new Ftp(
                        server(fields),
                        directory,
                        fields.text("userName"),
                        fields.choice("ftpMode", FtpMode.PASSIVE),
                        trust(fields, Tls.NONE));
            case CIFS ->
                new Cifs(
                        server(fields),
                        fields.required("share", "Name the share."),
                        directory,
                        fields.text("domain"),
                        fields.required("userName", "Name the user; servers let nobody in without."));
            case HTTP -> new Http(server(fields), directory, fields.text("userName"), null);
            case HTTPS ->
                new Http(server(fields), directory, fields.text("userName"), encrypted(trust(fields, Tls.SYSTEM)));
            case NFS ->
                new Nfs(
                        server(fields),
                        fields.required("export", "Name the export, from the first /."),
                        directory,
                        fields.number("nfsVersion", 4),
                        fields.number("uid", Nfs.NOBODY),
                        fields.number("gid", Nfs.NOBODY));
        };
        fields.requireAllTaken(kind);
        return address;
    }

    /** As {@link #read} reads it, with what was left out. */
    static Fields write(StorageAddress address) {
        var fields = new Fields().with("kind", address.kind());
        var server = address.server();
        if (server != null) {
            fields.with("host", server.host()).with("port", server.port());
        }
        fields.with("userName", address.userName());
        return switch (address) {
            case Directory file -> fields.with("directory", file.directory());
            case Ftp ftp ->
                with(ftp.tls(), fields.with("directory", ftp.directory()).with("ftpMode", ftp.mode()));
            case Cifs cifs ->
                fields.with("share", cifs.share())
                        .with("directory", cifs.directory())
                        .with("domain", cifs.domain());
            case Http http when http.tls() == null -> fields.with("directory", http.directory());
            case Http http -> with(http.tls(), fields.with("directory", http.directory()));
            case Nfs nfs ->
                fields.with("export", nfs.export())
                        .with("directory", nfs.directory())
                        .with("nfsVersion", nfs.version())
                        .with("uid", nfs.uid())
                        .with("gid", nfs.gid());
        };
    }

    private static Server server(Fields fields) {
        return new Server(fields.required("host", "Name the server."), fields.number("port"));
    }

    private static Trust encrypted(@Nullable Trust trust) {
        if (trust == null) {
            throw new InvalidInput("tls", "https is encrypted: use kind HTTP if not.");
        }
        return trust;
    }

    /** @return null when nothing is to be encrypted */
    private static @Nullable Trust trust(Fields fields, Tls otherwise) {
        var tls = fields.choice("tls", otherwise);
        refuseUnless(tls == Tls.PRIVATE_CA, "PRIVATE_CA", "authorities", fields);
        refuseUnless(tls == Tls.PINNED, "PINNED", "fingerprint", fields);
        return switch (tls) {
            case NONE -> null;
            case SYSTEM -> new Trust.System();
            case PRIVATE_CA ->
                new Trust.PrivateCa(
                        Authorities.parse(fields.required("authorities", "Give the authority's certificate, in PEM.")));
            case PINNED ->
                new Trust.Pinned(fields.required("fingerprint", "Give the SHA-256 fingerprint of the certificate."));
        };
    }

    private static void refuseUnless(boolean fits, String tls, String name, Fields fields) {
        if (!fits && fields.has(name)) {
            throw new InvalidInput(name, "This goes with tls %s: say so, or leave it out.".formatted(tls));
        }
    }

    private static Fields with(@Nullable Trust trust, Fields fields) {
        return switch (trust) {
            case null -> fields.with("tls", Tls.NONE);
            case Trust.System _ -> fields.with("tls", Tls.SYSTEM);
            case Trust.PrivateCa ca ->
                fields.with("tls", Tls.PRIVATE_CA)
                        .with("authorities", ca.authorities().pem());
            case Trust.Pinned pinned -> fields.with("tls", Tls.PINNED).with("fingerprint", pinned.sha256());
        };
    }
}
