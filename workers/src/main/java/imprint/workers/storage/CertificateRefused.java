package imprint.workers.storage;

import java.security.cert.CertificateException;
import org.jspecify.annotations.Nullable;

/** A server's certificate is not one that its location trusts; the message says why, and which certificate it was. */
final class CertificateRefused extends CertificateException {

    CertificateRefused(String reason, String sha256, @Nullable Exception cause) {
        super("%s. Its SHA-256 fingerprint is %s.".formatted(reason, sha256), cause);
    }
}
