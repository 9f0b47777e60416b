package imprint.benchmarks;

import imprint.workers.storage.StorageLocation;
import imprint.workers.storage.TlsTrust;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;

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
        var trust = new TlsTrust.PrivateCa(List.of(read(certificate)));
        var location =
                new StorageLocation.Http("127.0.0.1", server.port(), StorageContainer.FILES, server.login(), trust);
        return Curl.client(laboratory, server, location, "https", "--cacert " + certificate);
    }

    private static X509Certificate read(Path certificate) throws IOException {
        try (var in = Files.newInputStream(certificate)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        } catch (CertificateException e) {
            throw new IOException(e);
        }
    }
}
