package imprint.workers.site;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import imprint.workers.storage.Places;
import imprint.workflows.address.StorageAccess;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A web server on a full disk: it takes each file, says then that it had no room, and keeps what it had of it. */
final class FullWebServer implements AutoCloseable {

    private static final int INSUFFICIENT_STORAGE = 507;

    private final Set<String> files = ConcurrentHashMap.newKeySet();
    private final AtomicInteger begun = new AtomicInteger();
    private final HttpServer server;

    FullWebServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    StorageAccess location() {
        return Places.http("127.0.0.1", server.getAddress().getPort(), "images", null, null);
    }

    /** How many uploads have begun. */
    int begun() {
        return begun.get();
    }

    Set<String> files() {
        return files;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            switch (exchange.getRequestMethod()) {
                case "PUT" -> {
                    begun.incrementAndGet();
                    exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
                    files.add(path);
                    exchange.sendResponseHeaders(INSUFFICIENT_STORAGE, -1);
                }
                case "DELETE" -> exchange.sendResponseHeaders(files.remove(path) ? 204 : 404, -1);
                case "HEAD", "GET" -> {
                    boolean found = files.contains(path) || path.matches("/images/?");
                    exchange.getResponseHeaders().set("Content-Length", "1");
                    exchange.sendResponseHeaders(found ? 200 : 404, -1);
                }
                default -> exchange.sendResponseHeaders(405, -1);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
