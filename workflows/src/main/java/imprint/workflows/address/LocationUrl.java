package imprint.workflows.address;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Addresses in one line, as {@link ParsedUrl} reads them; without passwords, and without whom to trust. */
final class LocationUrl {

    private LocationUrl() {}

    static String of(StorageAddress address) {
        return switch (address) {
            case StorageAddress.Directory file -> "file://" + escapePath(file.directory());
            case StorageAddress.Ftp ftp ->
                join(server(ftp), ftp.directory()) + (ftp.mode() == FtpMode.ACTIVE ? "?mode=active" : "");
            case StorageAddress.Cifs cifs -> join(server(cifs), cifs.share(), cifs.directory());
            case StorageAddress.Http http -> join(server(http), http.directory());
            case StorageAddress.Nfs nfs ->
                join(server(nfs), Paths.relative(nfs.export()), nfs.directory())
                        + "?version=%s&uid=%s&gid=%s".formatted(nfs.version(), nfs.uid(), nfs.gid())
                        + export(nfs);
        };
    }

    /** Where a password goes: the protocol, the user and the server, such as {@code ftps://user@host:21}. */
    static String server(StorageAddress address) {
        var server = address.server();
        if (server == null) {
            return "file://";
        }
        var domain =
                address instanceof StorageAddress.Cifs cifs && cifs.domain() != null ? escape(cifs.domain()) + ";" : "";
        var user = address.userName() == null ? "" : domain + escape(address.userName()) + "@";
        var host = server.host().contains(":") ? "[" + server.host() + "]" : server.host();
        return scheme(address) + "://" + user + host + (server.port() == null ? "" : ":" + server.port());
    }

    private static String scheme(StorageAddress address) {
        return address.kind() == StorageKind.FTP && address.tls() != null
                ? "ftps"
                : address.kind().name().toLowerCase(Locale.ROOT);
    }

    /** Said when it is not the first directory of the path. */
    private static String export(StorageAddress.Nfs nfs) {
        var first = Paths.relative(nfs.export() + "/" + nfs.directory()).split("/", 2)[0];
        return nfs.export().equals("/" + first) ? "" : "&export=" + escapePath(nfs.export());
    }

    private static String join(String server, String... paths) {
        return server
                + Arrays.stream(paths)
                        .filter(path -> !path.isEmpty())
                        .map(path -> "/" + escapePath(path))
                        .collect(Collectors.joining());
    }

    private static String escapePath(String path) {
        return escape(path).replace("%2F", "/");
    }

    private static String escape(String text) {
        // why: the encoder is for forms, where a space is a plus sign.
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
