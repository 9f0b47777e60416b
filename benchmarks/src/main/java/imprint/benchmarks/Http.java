package imprint.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** nginx with WebDAV, and curl. */
final class Http {

    static final Map<String, Object> WEBDAV = Map.of("RULES", "dav_methods PUT DELETE MOVE; dav_ext_methods PROPFIND;");

    private Http() {}

    static StorageServer start(Laboratory laboratory) throws IOException, InterruptedException {
        var server = StorageContainer.start(laboratory, "nginx", WEBDAV, List.of());
        return Curl.client(laboratory, server, "http", Map.of(), "");
    }
}
