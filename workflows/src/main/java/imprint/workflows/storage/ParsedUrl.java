package imprint.workflows.storage;

import imprint.workflows.failure.InvalidInput;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Addresses in one line (RFC 3986), such as {@code cifs://DOMAIN;user@host/share/dir} or
 * {@code nfs://host/export/dir?version=4}. A path after {@code ftp://host//} is absolute. The export of an
 * {@code nfs} URL is its first directory, unless {@code export=/srv/images} names a longer one.
 */
final class ParsedUrl {

    private static final Pattern FORM = Pattern.compile(
            "(?<scheme>[A-Za-z][A-Za-z0-9+.-]*)://(?:(?<user>[^@/?#]*)@)?(?<host>\\[[^]/?#]*]|[^:/?#\\[]*)(?::(?<port>\\d{1,5}))?"
                    + "(?<path>/[^?#]*)?(?:\\?(?<query>[^#]*))?");

    private final Matcher parts;
    private final LocationForm form = new LocationForm();

    private ParsedUrl(Matcher parts) {
        this.parts = parts;
    }

    /**
     * The fields of a URL, and those that were said beside it.
     *
     * @throws InvalidInput when they contradict each other, or the URL is none
     */
    static LocationFields parse(String url, LocationFields beside) {
        var parts = FORM.matcher(url.strip());
        if (!parts.matches()) {
            throw refused(UrlAdvice.forNoUrl(url.strip()));
        }
        return beside.agreedWith(new ParsedUrl(parts).fields(beside));
    }

    private LocationFields fields(LocationFields beside) {
        var scheme = parts.group("scheme").toLowerCase(Locale.ROOT);
        if (!scheme.equals("file")) {
            server();
        }
        var path = decode(Objects.requireNonNullElse(parts.group("path"), ""));
        switch (scheme) {
            case "file" -> file(path);
            case "ftp" -> ftp(path).tls(Tls.NONE);
            case "ftps" -> ftp(path).tls(Objects.requireNonNullElse(beside.tls(), Tls.SYSTEM));
            case "http" -> form.kind(StorageKind.HTTP).directory(Paths.relative(path));
            case "https" -> form.kind(StorageKind.HTTPS).directory(Paths.relative(path));
            case "cifs" -> cifs(Paths.relative(path));
            case "nfs" -> nfs(Paths.relative(path));
            default -> throw refused(UrlAdvice.forScheme(scheme));
        }
        if (scheme.equals("ftps") && beside.tls() == Tls.NONE) {
            throw new InvalidInput("tls", "ftps is encrypted: leave tls out, or write ftp in the URL.");
        }
        parameters(scheme);
        return form.fields();
    }

    private void server() {
        form.host(parts.group("host").replaceAll("[\\[\\]]", ""));
        form.port(parts.group("port") == null ? null : Integer.valueOf(parts.group("port")));
        var user = parts.group("user");
        if (user == null) {
            return;
        }
        if (user.contains(":")) {
            throw refused("A URL holds no password, because URLs are shown: use the field password.");
        }
        var domain = user.indexOf(';');
        form.domain(domain < 0 ? null : decode(user.substring(0, domain)));
        form.userName(decode(user.substring(domain + 1)));
    }

    private void file(String path) {
        if (!parts.group("host").isEmpty() && !parts.group("host").equals("localhost")) {
            throw refused("A file URL has three slashes, as in file:///srv/images: it names no host.");
        }
        form.kind(StorageKind.FILE).directory(path);
    }

    private LocationForm ftp(String path) {
        // why: the first slash ends the host; RFC 1738, 3.2.2 has the path begin after it.
        return form.kind(StorageKind.FTP).directory(path.isEmpty() ? "" : path.substring(1));
    }

    private void cifs(String path) {
        var share = path.split("/", 2);
        form.kind(StorageKind.CIFS).share(share[0]).directory(share.length == 1 ? "" : Paths.relative(share[1]));
    }

    private void nfs(String path) {
        var export = path.split("/", 2);
        form.kind(StorageKind.NFS).export("/" + export[0]).directory(export.length == 1 ? "" : export[1]);
    }

    private void parameters(String scheme) {
        var query = parts.group("query");
        if (query != null && !query.isEmpty()) {
            for (var parameter : query.split("&", -1)) {
                var pair = parameter.split("=", 2);
                parameter(scheme, pair[0], pair.length == 1 ? "" : decode(pair[1]));
            }
        }
    }

    private void parameter(String scheme, String name, String value) {
        if (scheme.equals("nfs") && name.equals("version")) {
            form.nfsVersion(number(value));
        } else if (scheme.equals("nfs") && name.equals("uid")) {
            form.uid(number(value));
        } else if (scheme.equals("nfs") && name.equals("gid")) {
            form.gid(number(value));
        } else if (scheme.equals("nfs") && name.equals("export")) {
            export("/" + Paths.relative(value));
        } else if (scheme.startsWith("ftp") && name.equals("mode")) {
            form.ftpMode(mode(value));
        } else {
            throw refused("A URL of %s has no parameter \"%s\".".formatted(scheme, name));
        }
    }

    private void export(String export) {
        var path = decode(parts.group("path") == null ? "/" : parts.group("path"));
        if (!export.equals("/") && !(path + "/").startsWith(export + "/")) {
            throw refused("The path of the URL must begin with the export %s.".formatted(export));
        }
        form.export(export).directory(Paths.relative(path.substring(export.length())));
    }

    private static FtpMode mode(String value) {
        return switch (value) {
            case "active" -> FtpMode.ACTIVE;
            case "passive" -> FtpMode.PASSIVE;
            default -> throw refused("The mode of FTP is active or passive.");
        };
    }

    private static int number(String value) {
        if (!value.matches("\\d{1,9}")) {
            throw refused("version, uid and gid are numbers.");
        }
        return Integer.parseInt(value);
    }

    private static String decode(String text) {
        try {
            // why: the decoder is for forms, where a plus sign is a space; in a path it is itself.
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw refused("After % come two hexadecimal digits; % itself is written %25.");
        }
    }

    private static InvalidInput refused(String sentence) {
        return new InvalidInput("url", sentence);
    }
}
