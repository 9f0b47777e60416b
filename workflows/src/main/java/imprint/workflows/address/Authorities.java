package imprint.workflows.address;

import imprint.workflows.failure.InvalidInput;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** Certificates of authorities that sign the certificates of private servers. */
public record Authorities(List<X509Certificate> certificates) {

    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

    public Authorities {
        certificates = List.copyOf(certificates);
    }

    /** @param pem one certificate or more (RFC 7468), with any text around them */
    static Authorities parse(String pem) {
        if (pem.contains("PRIVATE KEY-----")) {
            throw new InvalidInput("authorities", "This holds a private key: give the certificates alone.");
        }
        try {
            var parsed = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)));
            if (parsed.isEmpty()) {
                throw new InvalidInput("authorities", "Give certificates in PEM, from -----BEGIN CERTIFICATE----- on.");
            }
            return new Authorities(
                    parsed.stream().map(X509Certificate.class::cast).toList());
        } catch (CertificateException e) {
            throw new InvalidInput(
                    "authorities", "A certificate cannot be read: copy the whole file, in PEM, once more.");
        }
    }

    /** @throws InvalidInput when one is not valid at that time */
    public void requireValidAt(Instant now) {
        for (var certificate : certificates) {
            var name = certificate.getSubjectX500Principal().getName();
            if (now.isAfter(certificate.getNotAfter().toInstant())) {
                throw new InvalidInput(
                        "authorities",
                        "The certificate of %s has expired on %s: give the one that replaced it."
                                .formatted(name, certificate.getNotAfter().toInstant()));
            }
            if (now.isBefore(certificate.getNotBefore().toInstant())) {
                throw new InvalidInput(
                        "authorities",
                        "The certificate of %s is not valid before %s: is the clock right?"
                                .formatted(name, certificate.getNotBefore().toInstant()));
            }
        }
    }

    /** The certificates alone, as {@link #parse} reads them. */
    String pem() {
        return certificates.stream().map(Authorities::pem).collect(Collectors.joining());
    }

    private static String pem(X509Certificate certificate) {
        try {
            return "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
                    .formatted(LINES.encodeToString(certificate.getEncoded()));
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("A certificate that was read cannot be written", e);
        }
    }
}
