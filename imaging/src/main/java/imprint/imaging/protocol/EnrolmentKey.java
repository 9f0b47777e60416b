package imprint.imaging.protocol;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The Ed25519 key that an agent makes when it begins to ask to be let in. An administrator admits the key, by its
 * fingerprint, so that nobody else gets the credential.
 */
public final class EnrolmentKey {

    public static final String ALGORITHM = "Ed25519";

    private static final HexFormat FINGERPRINT = HexFormat.ofDelimiter(":").withUpperCase();
    private static final int FINGERPRINT_BYTES = 8;

    private EnrolmentKey() {}

    /** As it is sent. */
    public static String text(PublicKey key) {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }

    /** What people compare: {@code 3F:0A:...}, the beginning of the SHA-256 of the key. */
    public static String fingerprint(String publicKey) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(publicKey.getBytes(StandardCharsets.US_ASCII));
            return FINGERPRINT.formatHex(hash, 0, FINGERPRINT_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** @return the proof that whoever shows the key holds it */
    public static String sign(String challenge, PrivateKey key) {
        try {
            var signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(signed(challenge));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The enrolment key cannot sign", e);
        }
    }

    /** Whether the text is a key at all. */
    public static boolean isKey(String publicKey) {
        try {
            parse(publicKey);
            return true;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    public static boolean isSigned(String challenge, String proof, String publicKey) {
        try {
            var signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(parse(publicKey));
            signature.update(signed(challenge));
            return signature.verify(Base64.getDecoder().decode(proof));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static PublicKey parse(String publicKey) throws GeneralSecurityException {
        return KeyFactory.getInstance(ALGORITHM)
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(publicKey)));
    }

    private static byte[] signed(String challenge) {
        // why: a signature for one purpose must never do for another.
        return ("imprint enrolment " + challenge).getBytes(StandardCharsets.UTF_8);
    }
}
