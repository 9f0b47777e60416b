package imprint.workflows.address;

import java.util.Locale;

/** What to write in place of what is no URL of a storage location. */
final class UrlAdvice {

    private static final String SCHEMES = "A URL begins with file, ftp, ftps, cifs, http, https or nfs.";

    private UrlAdvice() {}

    static String forScheme(String scheme) {
        return switch (scheme) {
            case "smb" -> "Write cifs in place of smb, as in cifs://host/share/directory.";
            case "dav", "webdav" -> "Write http in place of %s.".formatted(scheme);
            case "davs", "webdavs" -> "Write https in place of %s.".formatted(scheme);
            case "ftpes" -> "Write ftps in place of ftpes.";
            case "s3", "gs", "az", "abfs", "wasb" ->
                "Imprint speaks none of the object stores' own languages: mount the bucket on this server and give the directory as file:///mnt/bucket, or serve it by http. "
                        + SCHEMES;
            case "sftp", "scp", "ssh", "rsync" ->
                "Imprint does not log in by SSH: share the directory by ftps, https, cifs or nfs. " + SCHEMES;
            default -> SCHEMES;
        };
    }

    /** For what people take for an address that is none. */
    static String forNoUrl(String text) {
        if (text.startsWith("\\\\")) {
            return "Write it as in cifs://host/share/directory: %s"
                    .formatted("cifs://" + text.substring(2).replace('\\', '/'));
        }
        if (text.matches("[A-Za-z]:[\\\\/].*")) {
            return "A directory of Windows is reached by its share: write it as in cifs://host/share/directory.";
        }
        if (text.startsWith("/")) {
            return "A directory of this server is written with file:// before it: file://" + text;
        }
        if (text.matches("[^/:]+:/[^/].*") && !text.matches("(?:file|ftps?|https?|cifs|nfs|smb):.*")) {
            return "Write an export as in nfs://%s".formatted(text.replaceFirst(":", ""));
        }
        if (text.toLowerCase(Locale.ROOT).matches("[a-z0-9._-]+/.*") || !text.contains("/")) {
            return "Say first how it is reached, as in cifs://host/share/directory. " + SCHEMES;
        }
        return "Write it as in cifs://host/share/directory, with %23 for # and %3F for ? in names.";
    }
}
