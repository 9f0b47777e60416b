package imprint.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

/** nginx with WebDAV and TLS, and curl; both trust a private authority. */
final class Https {

    private Https() {}

    static StorageServer start(Laboratory laboratory) throws IOException, InterruptedException {
        var tls = laboratory.directory("tls");
        var certificate = tls.resolve("certificate.pem");
        Shell.run(
                "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost"
                        + " -addext subjectAltName=IP:127.0.0.1 -keyout \"$1\" -out \"$2\"",
                tls.resolve("key.pem"),
                certificate);
        var server = StorageContainer.start(laboratory, "nginx", Http.WEBDAV, List.of("--volume", tls + ":/tls:ro"));
        var trust = Map.<String, Object>of("tls", "PRIVATE_CA", "authorities", Files.readString(certificate));
        return Curl.client(laboratory, server, "https", trust, "--cacert " + certificate);
    }
}
