package imprint.workers.storage;

import java.security.cert.X509Certificate;
import java.util.List;

/** By what a server's certificate is judged; the host's name is checked unless the certificate itself is pinned. */
public sealed interface TlsTrust {

    /** The authorities that the Java runtime trusts. */
    record System() implements TlsTrust {}

    /** These authorities, and no others. */
    record PrivateCa(List<X509Certificate> authorities) implements TlsTrust {

        public PrivateCa {
            authorities = List.copyOf(authorities);
        }
    }

    /**
     * This one certificate, whoever signed it and whatever its name.
     *
     * @param sha256 of the certificate in DER: 64 hexadecimal digits, in lower case
     */
    record Pinned(String sha256) implements TlsTrust {}
}
