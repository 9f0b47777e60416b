package imprint.workers.storage;

import static org.assertj.core.api.Assertions.assertThat;

import imprint.workflows.address.Authorities;
import imprint.workflows.address.Trust;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** An authority for the certificates of test servers, kept by the JDK's keytool in a directory of its own. */
final class TestAuthority {

    private final Path directory;
    private final String password = UUID.randomUUID().toString();

    TestAuthority(Path directory) throws Exception {
        this.directory = directory;
        keytool("authority", "-dname", "CN=Authority of a test", "-ext", "bc:c");
    }

    Trust trust() {
        return new Trust.PrivateCa(new Authorities(List.of(certificate("authority"))));
    }

    String fingerprint(String alias) {
        try {
            return CertificateCheck.fingerprint(certificate(alias));
        } catch (CertificateException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What {@link #issue} gives, by the name {@code right}, for a server on loopback. */
    Path issueForThisHost() throws Exception {
        return issue("right", "-ext", "san=ip:127.0.0.1,dns:localhost");
    }

    /** A directory with a server's certificate and key. */
    Path issue(String alias, String... options) throws Exception {
        List<String> all = new ArrayList<>(List.of("-dname", "CN=" + alias, "-signer", "authority"));
        all.addAll(List.of(options));
        keytool(alias, all.toArray(String[]::new));
        Path issued = Files.createDirectory(directory.resolve(alias));
        Files.writeString(
                issued.resolve("certificate.pem"),
                pem("CERTIFICATE", certificate(alias).getEncoded()));
        Files.writeString(
                issued.resolve("key.pem"),
                pem("PRIVATE KEY", store().getKey(alias, password.toCharArray()).getEncoded()));
        return issued;
    }

    private X509Certificate certificate(String alias) {
        try {
            return (X509Certificate) store().getCertificate(alias);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private KeyStore store() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(directory.resolve("keys.p12"))) {
            store.load(in, password.toCharArray());
        }
        return store;
    }

    private void keytool(String alias, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/keytool",
                "-genkeypair",
                "-alias",
                alias,
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-keystore",
                directory.resolve("keys.p12").toString(),
                "-storepass:env",
                "STORE_PASSWORD"));
        command.addAll(List.of(options));
        ProcessBuilder keytool = new ProcessBuilder(command).redirectErrorStream(true);
        keytool.environment().put("STORE_PASSWORD", password);
        Process process = keytool.start();
        String said = process.inputReader().readAllAsString();
        assertThat(process.waitFor()).as(said).isZero();
    }

    private static String pem(String what, byte[] der) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(what, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der), what);
    }
}
