package imprint.workers.storage;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/** An answer of an HTTP server, open until it is closed; closing it early ends the transfer. */
record HttpAnswer(HttpUriRequestBase request, ClassicHttpResponse response) implements Closeable {

    private static final Pattern PART =
            Pattern.compile("bytes (?<first>\\d{1,18})-(?<last>\\d{1,18})/(?<whole>\\d{1,18})");

    private static final Pattern WHOLE = Pattern.compile("bytes (?:\\d{1,18}-\\d{1,18}|\\*)/(\\d{1,18})");

    int status() {
        return response.getCode();
    }

    InputStream body() throws IOException {
        return response.getEntity() == null
                ? InputStream.nullInputStream()
                : response.getEntity().getContent();
    }

    OptionalLong length() {
        String length = header(HttpHeaders.CONTENT_LENGTH);
        return length == null || !length.matches("\\d{1,18}")
                ? OptionalLong.empty()
                : OptionalLong.of(Long.parseLong(length));
    }

    /** The length of the whole file, when this has the part of it from a byte to its end (RFC 9110, 14.4). */
    OptionalLong wholeLength(long from) {
        String range = header(HttpHeaders.CONTENT_RANGE);
        Matcher part = PART.matcher(range == null ? "" : range);
        return part.matches() && number(part, "first") == from && number(part, "last") == number(part, "whole") - 1
                ? OptionalLong.of(number(part, "whole"))
                : OptionalLong.empty();
    }

    /** The length of the whole file that this has a part of, or of which there is no such part. */
    OptionalLong wholeLength() {
        String range = header(HttpHeaders.CONTENT_RANGE);
        Matcher whole = WHOLE.matcher(range == null ? "" : range);
        return whole.matches() ? OptionalLong.of(Long.parseLong(whole.group(1))) : OptionalLong.empty();
    }

    /** How the file was changed for its way, if it was. */
    Optional<String> coding() {
        return Optional.ofNullable(header(HttpHeaders.CONTENT_ENCODING))
                .filter(coding -> !coding.isBlank() && !coding.equalsIgnoreCase("identity"));
    }

    /** The version of a file of this length that the answer is about; weak tags are the same for other bytes, too. */
    FileVersion version(long bytes) {
        String tag = header(HttpHeaders.ETAG);
        return new FileVersion(
                bytes, header(HttpHeaders.LAST_MODIFIED), tag == null || tag.startsWith("W/") ? null : tag);
    }

    @Override
    public void close() {
        // why: closing the answer alone would first read the rest of the file.
        request.cancel();
        try {
            response.close();
        } catch (IOException e) {
            // why: it is closed, and what had to be read of it was read.
        }
    }

    private static long number(Matcher part, String group) {
        return Long.parseLong(part.group(group));
    }

    private @Nullable String header(String name) {
        Header header = response.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }
}
