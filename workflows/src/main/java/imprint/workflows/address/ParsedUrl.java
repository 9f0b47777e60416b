package imprint.workflows.address;

import imprint.workflows.failure.InvalidInput;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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
    private final Fields fields = new Fields();

    private ParsedUrl(Matcher parts) {
        this.parts = parts;
    }

    /**
     * The fields of a URL, and those that were said beside it.
     *
     * @throws InvalidInput when they contradict each other, or the URL is none
     */
    static Fields parse(String url, Fields beside) {
        var parts = FORM.matcher(url.strip());
        if (!parts.matches()) {
            throw refused(UrlAdvice.forNoUrl(url.strip()));
        }
        return beside.agreedWith(new ParsedUrl(parts).read(beside));
    }

    private Fields read(Fields beside) {
        var scheme = parts.group("scheme").toLowerCase(Locale.ROOT);
        if (!scheme.equals("file")) {
            server();
        }
        var path = decode(Objects.requireNonNullElse(parts.group("path"), ""));
        switch (scheme) {
            case "file" -> file(path);
            case "ftp" -> ftp(path).with("tls", Tls.NONE);
            case "ftps" -> ftp(path).with("tls", encryption(beside));
            case "http" -> fields.with("kind", StorageKind.HTTP).with("directory", Paths.relative(path));
            case "https" -> fields.with("kind", StorageKind.HTTPS).with("directory", Paths.relative(path));
            case "cifs" -> below(path, "", "share").with("kind", StorageKind.CIFS);
            case "nfs" -> below(path, "/", "export").with("kind", StorageKind.NFS);
            default -> throw refused(UrlAdvice.forScheme(scheme));
        }
        parameters(scheme);
        return fields;
    }

    private void server() {
        fields.with("host", parts.group("host").replaceAll("[\\[\\]]", ""));
        fields.with("port", parts.group("port") == null ? null : Integer.valueOf(parts.group("port")));
        var user = parts.group("user");
        if (user == null) {
            return;
        }
        if (user.contains(":")) {
            throw refused("A URL holds no password, because URLs are shown: use the field password.");
        }
        var domain = user.indexOf(';');
        fields.with("domain", domain < 0 ? null : decode(user.substring(0, domain)));
        fields.with("userName", decode(user.substring(domain + 1)));
    }

    private void file(String path) {
        if (!parts.group("host").isEmpty() && !parts.group("host").equals("localhost")) {
            throw refused("A file URL has three slashes, as in file:///srv/images: it names no host.");
        }
        fields.with("kind", StorageKind.FILE).with("directory", path);
    }

    private Fields ftp(String path) {
        // why: the first slash ends the host; RFC 1738, 3.2.2 has the path begin after it.
        return fields.with("kind", StorageKind.FTP).with("directory", path.isEmpty() ? "" : path.substring(1));
    }

    /** Null where the fields say it. */
    private static @Nullable Tls encryption(Fields beside) {
        if (!beside.has("tls")) {
            return Tls.SYSTEM;
        }
        if (beside.says("tls", Tls.NONE)) {
            throw new InvalidInput("tls", "ftps is encrypted: leave tls out, or write ftp in the URL.");
        }
        return null;
    }

    /** The first directory is what the server gives out. */
    private Fields below(String path, String root, String givenOut) {
        var names = Paths.relative(path).split("/", 2);
        return fields.with(givenOut, root + names[0])
                .with("directory", names.length == 1 ? "" : Paths.relative(names[1]));
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
            fields.with("nfsVersion", number(value));
        } else if (scheme.equals("nfs") && name.equals("uid")) {
            fields.with("uid", number(value));
        } else if (scheme.equals("nfs") && name.equals("gid")) {
            fields.with("gid", number(value));
        } else if (scheme.equals("nfs") && name.equals("export")) {
            export("/" + Paths.relative(value));
        } else if (scheme.startsWith("ftp") && name.equals("mode")) {
            fields.with("ftpMode", mode(value));
        } else {
            throw refused("A URL of %s has no parameter \"%s\".".formatted(scheme, name));
        }
    }

    private void export(String export) {
        var path = decode(parts.group("path") == null ? "/" : parts.group("path"));
        if (!export.equals("/") && !(path + "/").startsWith(export + "/")) {
            throw refused("The path of the URL must begin with the export %s.".formatted(export));
        }
        fields.with("export", export).with("directory", Paths.relative(path.substring(export.length())));
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
