package imprint.agent;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import imprint.agent.disk.Disk;
import imprint.imaging.chunk.Digest;
import imprint.imaging.chunk.DiskLayout;
import imprint.imaging.chunk.Zeros;
import imprint.imaging.manifest.ManifestPage;
import imprint.imaging.manifest.ManifestRoot;
import imprint.imaging.manifest.ManifestWriter;
import imprint.imaging.protocol.ProblemCode;
import imprint.imaging.zstd.FrameCorrupt;
import imprint.imaging.zstd.Frames;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The gateway's wire with a spool in memory, and faults on demand. */
final class TestGateway implements AutoCloseable {

    static final String TOKEN = "transfer-for-tests";

    /** Every request as {@code METHOD path}, in the order of arrival. */
    final List<String> requests = new CopyOnWriteArrayList<>();

    private final List<Fault> faults = new CopyOnWriteArrayList<>();
    private final Map<Long, byte[]> spool = new ConcurrentHashMap<>();
    private final BitSet zeros = new BitSet();
    private final Map<String, byte[]> served = new ConcurrentHashMap<>();
    private volatile String token = TOKEN;
    private volatile Pattern held = Pattern.compile("nothing");
    private final HttpServer http;
    private DiskLayout capture = DiskLayout.EMPTY;

    private record Fault(Pattern request, Answer answer) {}

    interface Answer {
        void give(HttpExchange exchange) throws IOException;
    }

    TestGateway() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.createContext("/", this::handle);
        http.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    /** Says how large the disk is that will be captured, as the token would. */
    void expectCapture(long diskBytes) {
        capture = new DiskLayout(diskBytes);
    }

    void acceptOnly(String otherToken) {
        token = otherToken;
    }

    /** The next request that looks so is refused. */
    void refuseOnce(String request, int status, @Nullable ProblemCode code) {
        faults.add(new Fault(Pattern.compile(request), exchange -> problem(exchange, status, code)));
    }

    /** The next request that looks so is answered with those bytes. */
    void answerOnce(String request, byte[] body) {
        faults.add(new Fault(Pattern.compile(request), exchange -> answer(exchange, 200, body)));
    }

    /** The answer to the next request that looks so ends before its body. */
    void cutOnce(String request) {
        faults.add(new Fault(Pattern.compile(request), exchange -> {
            exchange.sendResponseHeaders(200, 1);
            // why: a request that is answered by nothing at all is repeated by the platform's client, unseen.
            exchange.getResponseBody().flush();
            exchange.close();
        }));
    }

    /** Requests that look so wait until {@link #letGo}. */
    void hold(String request) {
        held = Pattern.compile(request);
    }

    synchronized void letGo() {
        held = Pattern.compile("nothing");
        notifyAll();
    }

    long count(String request) {
        var pattern = Pattern.compile(request);
        return requests.stream().filter(made -> pattern.matcher(made).matches()).count();
    }

    /** Stages the content of a disk. */
    Digest serve(Path disk) throws IOException {
        var frames = new HashMap<Long, byte[]>();
        var pages = new ByteArrayOutputStream();
        ManifestRoot root;
        try (var source = Disk.openToRead(disk);
                var compressor = new Frames();
                var manifest = new ManifestWriter(pages)) {
            var layout = source.layout();
            var content = Disk.newChunkBuffer();
            for (long chunk = 0; chunk < layout.chunks(); chunk++) {
                var length = layout.length(chunk);
                if (source.isHole(layout.offset(chunk), length)) {
                    manifest.appendZeros(length);
                    continue;
                }
                source.read(layout.offset(chunk), length, content);
                manifest.append(Digest.ofContent(content), length);
                if (!Zeros.isZero(content)) {
                    frames.put(chunk, compressor.compress(content));
                }
            }
            root = manifest.finish();
        }
        var image = "/images/" + root.digest().hex();
        served.put(image + "/manifest", root.encode());
        for (int page = 0; page < root.pageCount(); page++) {
            var all = ByteBuffer.wrap(pages.toByteArray());
            var from = page * ManifestPage.MAX_BYTES;
            var entries = Math.min(ManifestPage.ENTRIES, root.layout().chunks() - (long) page * ManifestPage.ENTRIES);
            var bytes = new byte[(int) entries * Digest.BYTES];
            all.position(from).get(bytes);
            served.put(image + "/manifest/pages/" + page, bytes);
        }
        frames.forEach((chunk, frame) -> served.put(image + "/chunks/" + chunk, frame));
        return root.digest();
    }

    byte[] frame(Digest image, long chunk) {
        return Objects.requireNonNull(served.get("/images/" + image.hex() + "/chunks/" + chunk));
    }

    /** What was captured, put together to a disk again. */
    byte[] captured() throws FrameCorrupt {
        var disk = ByteBuffer.allocate(Math.toIntExact(capture.bytes()));
        try (var frames = new Frames()) {
            for (long chunk = 0; chunk < capture.chunks(); chunk++) {
                var length = capture.length(chunk);
                disk.put(
                        zeros.get((int) chunk)
                                ? new byte[length]
                                : frames.decompress(ByteBuffer.wrap(spooled(chunk)), length));
            }
        }
        return disk.array();
    }

    private byte[] spooled(long chunk) {
        return Objects.requireNonNull(spool.get(chunk), "chunk has not arrived");
    }

    int framesInSpool() {
        return spool.size();
    }

    int zeroChunks() {
        synchronized (zeros) {
            return zeros.cardinality();
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        var request =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        requests.add(request);
        var body = exchange.getRequestBody().readAllBytes();
        waitWhileHeld(request);
        for (var fault : faults) {
            if (fault.request().matcher(request).matches() && faults.remove(fault)) {
                fault.answer().give(exchange);
                return;
            }
        }
        if (!("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            problem(exchange, 401, ProblemCode.TRANSFER_REFUSED);
        } else if (exchange.getRequestURI().getPath().startsWith("/images/")) {
            serve(exchange);
        } else {
            capture(exchange, request, body);
        }
    }

    private synchronized void waitWhileHeld(String request) {
        while (held.matcher(request).matches()) {
            try {
                wait();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        var body = served.get(exchange.getRequestURI().getPath());
        if (body == null) {
            problem(exchange, 404, null);
        } else {
            answer(exchange, 200, body);
        }
    }

    private void capture(HttpExchange exchange, String request, byte[] body) throws IOException {
        var last = request.substring(request.lastIndexOf('/') + 1);
        switch (last) {
            case "chunks" -> answer(exchange, 200, arrived().toByteArray());
            case "zeros" -> takeZeros(exchange, body);
            case "complete" -> complete(exchange);
            default -> takeChunk(exchange, Long.parseLong(last), body);
        }
    }

    private BitSet arrived() {
        var arrived = new BitSet();
        synchronized (zeros) {
            arrived.or(zeros);
        }
        spool.keySet().forEach(chunk -> arrived.set(chunk.intValue()));
        return arrived;
    }

    private void takeZeros(HttpExchange exchange, byte[] body) throws IOException {
        synchronized (zeros) {
            for (var pairs = ByteBuffer.wrap(body); pairs.hasRemaining(); ) {
                var from = (int) pairs.getLong();
                zeros.set(from, from + (int) pairs.getLong());
            }
        }
        answer(exchange, 204, new byte[0]);
    }

    private void takeChunk(HttpExchange exchange, long chunk, byte[] frame) throws IOException {
        var headers = exchange.getRequestHeaders();
        byte[] plain;
        try (var frames = new Frames()) {
            plain = frames.decompress(ByteBuffer.wrap(frame), capture.length(chunk));
        }
        if (Digest.ofContent(frame).hex().equals(headers.getFirst("Frame-Digest"))
                && Digest.ofContent(plain).hex().equals(headers.getFirst("Chunk-Digest"))) {
            spool.put(chunk, frame);
            answer(exchange, 204, new byte[0]);
        } else {
            problem(exchange, 422, ProblemCode.CHUNK_CORRUPT);
        }
    }

    private void complete(HttpExchange exchange) throws IOException {
        if (arrived().cardinality() < capture.chunks()) {
            problem(exchange, 409, null);
            return;
        }
        try (var frames = new Frames();
                var manifest = new ManifestWriter(ByteArrayOutputStream.nullOutputStream())) {
            for (long chunk = 0; chunk < capture.chunks(); chunk++) {
                var length = capture.length(chunk);
                if (zeros.get((int) chunk)) {
                    manifest.appendZeros(length);
                } else {
                    manifest.append(
                            Digest.ofContent(frames.decompress(ByteBuffer.wrap(spooled(chunk)), length)), length);
                }
            }
            var body = "{\"manifestDigest\":\"%s\"}".formatted(manifest.finish().digest());
            answer(exchange, 200, body.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, status == 204 ? -1 : body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static void problem(HttpExchange exchange, int status, @Nullable ProblemCode code) throws IOException {
        if (status == 503) {
            exchange.getResponseHeaders().set("Retry-After", "1");
        }
        var body = "{\"title\":\"made up\",\"code\":%s}".formatted(code == null ? null : "\"" + code + "\"");
        answer(exchange, status, body.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        letGo();
        http.stop(0);
    }
}
