package imprint.workflows.storage;

import imprint.workflows.failure.InvalidInput;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** By what a server's certificate is judged, with what that takes. */
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

    /** @return null when nothing is to be encrypted */
    static @Nullable Trust of(LocationFields fields, Tls otherwise) {
        var tls = Objects.requireNonNullElse(fields.tls(), otherwise);
        refuse("authorities", fields.authorities(), tls == Tls.PRIVATE_CA, "PRIVATE_CA");
        refuse("fingerprint", fields.fingerprint(), tls == Tls.PINNED, "PINNED");
        return switch (tls) {
            case NONE -> null;
            case SYSTEM -> new System();
            case PRIVATE_CA ->
                new PrivateCa(Authorities.parse(LocationFields.required(
                        "authorities", fields.authorities(), "Give the authority's certificate, in PEM.")));
            case PINNED ->
                new Pinned(LocationFields.required(
                        "fingerprint", fields.fingerprint(), "Give the SHA-256 fingerprint of the certificate."));
        };
    }

    private static void refuse(String field, @Nullable String value, boolean fits, String tls) {
        if (value != null && !fits) {
            throw new InvalidInput(field, "This goes with tls %s: say so, or leave it out.".formatted(tls));
        }
    }
}
