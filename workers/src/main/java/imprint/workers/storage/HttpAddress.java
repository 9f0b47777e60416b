package imprint.workers.storage;

import imprint.imaging.image.FileName;
import imprint.workflows.address.StorageAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;

/** The addresses of a directory and the files in it; every octet that is not plain is escaped (RFC 3986, 2.3). */
record HttpAddress(StorageAddress.Http location) {

    private static final String UNRESERVED = "-._~";

    URI server() {
        String name = location.server().host();
        String host = name.contains(":") ? "[" + name + "]" : name;
        return URI.create("%s://%s:%s".formatted(location.tls() == null ? "http" : "https", host, location.port()));
    }

    /** Ends with a slash. */
    URI directory() {
        String path = Arrays.stream(location.directory().split("/"))
                .filter(segment -> !segment.isEmpty())
                .map(segment -> escape(segment) + "/")
                .collect(Collectors.joining());
        return server().resolve("/" + path);
    }

    URI file(FileName name) {
        // why: resolving a name against the directory would take "a:b" for a scheme.
        return URI.create(directory() + escape(name.value()));
    }

    private static String escape(String segment) {
        StringBuilder escaped = new StringBuilder();
        for (byte octet : segment.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) Byte.toUnsignedInt(octet);
            if (c < 128 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0)) {
                escaped.append(c);
            } else {
                escaped.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
            }
        }
        return escaped.toString();
    }
}
