package imprint.agent.server;

import imprint.agent.state.StateFile;
import imprint.imaging.protocol.EnrolmentKey;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The key by which an administrator knows this device while it asks to be let in. It is thrown away once the device is:
 * an image of its disk holds none.
 */
public final class EnrolmentKeys {

    private final StateFile<Pair> file;
    private @Nullable String challenge;

    public EnrolmentKeys(StateFile<Pair> file) {
        this.file = file;
    }

    String publicKey() {
        return pair().publicKey();
    }

    String fingerprint() {
        return EnrolmentKey.fingerprint(publicKey());
    }

    /** From now on, the next time that the agent asks, it proves that it is the one that asked before. */
    void challenged(@Nullable String by) {
        challenge = by;
    }

    @Nullable
    String proof() {
        return challenge == null ? null : EnrolmentKey.sign(challenge, pair().privateKey());
    }

    void forget() {
        challenge = null;
        file.delete();
    }

    private Pair pair() {
        return file.read().orElseGet(() -> {
            var made = Pair.make();
            file.write(made);
            return made;
        });
    }

    /** As it is kept on the disk: X.509 and PKCS #8 in Base64. */
    public record Pair(String publicKey, String secret) {

        static Pair make() {
            try {
                var pair = KeyPairGenerator.getInstance(EnrolmentKey.ALGORITHM).generateKeyPair();
                var secret =
                        Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded());
                return new Pair(EnrolmentKey.text(pair.getPublic()), secret);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("Every Java has " + EnrolmentKey.ALGORITHM, e);
            }
        }

        PrivateKey privateKey() {
            try {
                return KeyFactory.getInstance(EnrolmentKey.ALGORITHM)
                        .generatePrivate(
                                new PKCS8EncodedKeySpec(Base64.getDecoder().decode(secret)));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("The enrolment key is damaged: remove its file", e);
            }
        }

        @Override
        public String toString() {
            return "Pair[publicKey=%s]".formatted(publicKey);
        }
    }
}
