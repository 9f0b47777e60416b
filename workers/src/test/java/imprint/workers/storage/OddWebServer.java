package imprint.workers.storage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import imprint.workflows.address.StorageAccess;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A web server on loopback with one of the habits that web servers have; it answers one request for each connection. */
final class OddWebServer implements AutoCloseable {

    private static final byte[] NOTHING = {};

    private final Loopback loopback;
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final Habit habit;
    private final AtomicInteger looks = new AtomicInteger();
    private final AtomicInteger expectations = new AtomicInteger();

    OddWebServer(Habit habit) throws IOException {
        this.habit = habit;
        this.loopback = new Loopback(this::serve);
    }

    /** The content of its files by their names. */
    Map<String, byte[]> files() {
        return files;
    }

    /** How many uploads have asked first whether they may come. */
    int expectations() {
        return expectations.get();
    }

    StorageAccess location() {
        return location("images");
    }

    StorageAccess location(String directory) {
        return Places.http("127.0.0.1", loopback.port(), directory, null, null);
    }

    @Override
    public void close() throws IOException {
        loopback.close();
    }

    private void serve(Socket client) throws IOException {
        try (InputStream in = new BufferedInputStream(client.getInputStream());
                OutputStream out = client.getOutputStream()) {
            answer(Request.read(in), in, out);
        }
    }

    private void answer(Request request, InputStream in, OutputStream out) throws IOException {
        byte[] file = files.get(request.name());
        switch (request.method()) {
            case "HEAD" -> head(request, file, out);
            case "GET" -> get(request, file, out);
            case "PUT" -> put(request, in, out);
            case "DELETE" -> say(out, files.remove(request.name()) == null ? 404 : 204, "", NOTHING);
            case "MOVE" -> move(request, file, out);
            default -> say(out, 405, "", NOTHING);
        }
    }

    private void head(Request request, byte @Nullable [] file, OutputStream out) throws IOException {
        if (request.name().isEmpty()) {
            say(out, 404, "", NOTHING);
        } else if (request.name().equals("images")) {
            say(out, 200, "", NOTHING);
        } else if (file == null) {
            say(out, 404, "", NOTHING);
        } else {
            switch (habit) {
                case HEAD_IS_400 -> say(out, 400, "", NOTHING);
                case HEAD_IS_403 -> say(out, 403, "", NOTHING);
                case HEAD_IS_405 -> say(out, 405, "", NOTHING);
                case HEAD_IS_501 -> say(out, 501, "", NOTHING);
                case HEAD_TELLS_NO_LENGTH -> write(out, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
                case HEAD_TELLS_A_LENGTH_OF_0 -> say(out, 200, "", NOTHING);
                default ->
                    write(
                            out,
                            "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n%sConnection: close\r\n\r\n"
                                    .formatted(file.length, time()));
            }
        }
    }

    private void get(Request request, byte @Nullable [] file, OutputStream out) throws IOException {
        if (file == null) {
            say(out, 404, "", NOTHING);
            return;
        }
        if (habit == Habit.TELLS_TOO_MUCH) {
            write(out, "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n".formatted(file.length + 10));
            out.write(file);
            return;
        }
        String coding = habit == Habit.COMPRESSES ? "Content-Encoding: gzip\r\n" : time();
        String range = request.headers().get("range");
        if (range == null) {
            say(out, 200, coding, file);
            return;
        }
        String[] part = range.substring("bytes=".length()).split("-", -1);
        int first = Integer.parseInt(part[0]);
        int last = part[1].isEmpty() ? file.length - 1 : Math.min(Integer.parseInt(part[1]), file.length - 1);
        if (first >= file.length) {
            say(out, 416, "Content-Range: bytes */%d\r\n".formatted(file.length), NOTHING);
        } else {
            say(
                    out,
                    206,
                    coding + "Content-Range: bytes %d-%d/%d\r\n".formatted(first, last, file.length),
                    Arrays.copyOfRange(file, first, last + 1));
        }
    }

    private String time() {
        int look = looks.getAndIncrement();
        return switch (habit) {
            case TWO_BEHIND_ONE_NAME -> "Last-Modified: Sun, 06 Nov 1994 08:49:3%d GMT\r\n".formatted(look % 2);
            case REPLACED -> "Last-Modified: Sun, 06 Nov 1994 08:49:3%d GMT\r\n".formatted(Math.min(look, 1));
            default -> "";
        };
    }

    private void put(Request request, InputStream in, OutputStream out) throws IOException {
        boolean hasLength = request.headers().containsKey("content-length");
        int refusal = switch (habit) {
            case PUT_IS_403 -> 403;
            case PUT_IS_404 -> 404;
            case PUT_IS_405 -> 405;
            case PUT_IS_413 -> 413;
            case PUT_WANTS_A_LENGTH -> hasLength ? 0 : 411;
            case DOTS_ARE_403 -> request.name().startsWith(".") ? 403 : 0;
            case NAMES_OF_AT_MOST_143_BYTES -> request.name().length() > 143 ? 500 : 0;
            case KNOWS_NO_EXPECTATIONS -> request.headers().containsKey("expect") ? 417 : 0;
            default -> 0;
        };
        if (refusal > 0) {
            // why at once: whatever still comes is answered by a reset, as servers do that refuse.
            say(out, refusal, "", NOTHING);
            return;
        }
        if (request.headers().containsKey("expect")) {
            expectations.incrementAndGet();
        }
        if (request.headers().containsKey("expect") && habit != Habit.IGNORES_EXPECTATIONS) {
            write(out, "HTTP/1.1 100 Continue\r\n\r\n");
        }
        if (habit == Habit.FULL_AFTER_100_KB) {
            in.skipNBytes(100 << 10);
            say(out, 507, "", NOTHING);
            return;
        }
        files.put(
                request.name(),
                hasLength
                        ? in.readNBytes(Integer.parseInt(request.headers().get("content-length")))
                        : Request.chunks(in));
        if (habit == Habit.KEEPS_NOTHING_OF_UNTOLD_LENGTH && !hasLength) {
            files.put(request.name(), NOTHING);
        }
        say(out, 201, "", NOTHING);
    }

    private void move(Request request, byte @Nullable [] file, OutputStream out) throws IOException {
        String to =
                Request.name(URI.create(request.headers().get("destination")).getPath());
        if (habit == Habit.MOVE_ONTO_ITSELF_IS_403 && to.equals(request.name())) {
            say(out, 403, "", NOTHING);
        } else if (file == null) {
            say(out, 404, "", NOTHING);
        } else if (files.putIfAbsent(to, file) != null) {
            say(out, 412, "", NOTHING);
        } else {
            files.remove(request.name());
            say(out, 201, "", NOTHING);
        }
    }

    private static void say(OutputStream out, int status, String headers, byte[] body) throws IOException {
        write(
                out,
                "HTTP/1.1 %d so\r\n%sContent-Length: %d\r\nConnection: close\r\n\r\n"
                        .formatted(status, headers, body.length));
        out.write(body);
        out.flush();
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(ISO_8859_1));
        out.flush();
    }

    enum Habit {
        HEAD_IS_400,
        HEAD_IS_403,
        HEAD_IS_405,
        HEAD_IS_501,
        HEAD_TELLS_NO_LENGTH,
        HEAD_TELLS_A_LENGTH_OF_0,
        PUT_IS_403,
        /** Caddy's file server takes no files at all. */
        PUT_IS_404,
        PUT_IS_405,
        PUT_IS_413,
        PUT_WANTS_A_LENGTH,
        KNOWS_NO_EXPECTATIONS,
        DOTS_ARE_403,
        MOVE_ONTO_ITSELF_IS_403,
        COMPRESSES,
        /** Two servers behind one name: they have the same files, with times of their own. */
        TWO_BEHIND_ONE_NAME,
        /** Each file is replaced by one of its length as soon as somebody begins to read it. */
        REPLACED,
        NAMES_OF_AT_MOST_143_BYTES,
        KEEPS_NOTHING_OF_UNTOLD_LENGTH,
        IGNORES_EXPECTATIONS,
        /** It tells ten bytes more than it has of each file. */
        TELLS_TOO_MUCH,
        /** Says so in the middle of a file, and hangs up. */
        FULL_AFTER_100_KB
    }

    private record Request(String method, String name, Map<String, String> headers) {

        static Request read(InputStream in) throws IOException {
            String[] first = line(in).split(" ");
            Map<String, String> headers = new TreeMap<>();
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                String[] header = line.split(": *", 2);
                headers.put(header[0].toLowerCase(Locale.ROOT), header[1]);
            }
            return new Request(first[0], name(URI.create(first[1]).getPath()), headers);
        }

        /** The last part of a path. */
        static String name(String path) {
            return path.replaceAll("/+$", "").replaceAll(".*/", "");
        }

        static byte[] chunks(InputStream in) throws IOException {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            for (int length = chunk(in); length > 0; length = chunk(in)) {
                body.write(in.readNBytes(length));
                line(in);
            }
            line(in);
            return body.toByteArray();
        }

        private static int chunk(InputStream in) throws IOException {
            return Integer.parseInt(line(in), 16);
        }

        private static String line(InputStream in) throws IOException {
            StringBuilder line = new StringBuilder();
            for (int next = in.read(); next != '\n'; next = in.read()) {
                if (next < 0) {
                    throw new IOException("the client has gone");
                }
                line.append((char) next);
            }
            return line.toString().strip();
        }
    }
}
