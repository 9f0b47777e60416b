package imprint.workflows.address;

import imprint.workflows.failure.InvalidInput;
import java.util.Locale;

/** How a server's certificate is verified. Its host name is checked, too, unless the certificate itself is pinned. */
public sealed interface Trust {

    /** The authorities that the Java runtime trusts. */
    record System() implements Trust {}

    /** These authorities, and no others. */
    record PrivateCa(Authorities authorities) implements Trust {}

    /**
     * This one certificate, whoever signed it and whatever its name.
     *
     * @param sha256 of the certificate in DER: 64 hexadecimal digits, in lower case
     */
    record Pinned(String sha256) implements Trust {

        /** Takes what {@code openssl x509 -fingerprint -sha256} prints, too. */
        public Pinned {
            sha256 = sha256.replaceAll("(?i)^.*fingerprint=|[\\s:]", "").toLowerCase(Locale.ROOT);
            if (!sha256.matches("[0-9a-f]{64}")) {
                throw new InvalidInput(
                        "fingerprint",
                        "A fingerprint is the SHA-256 of the certificate, 64 hexadecimal digits:"
                                + " openssl x509 -in FILE -noout -fingerprint -sha256 prints it.");
            }
        }
    }
}
