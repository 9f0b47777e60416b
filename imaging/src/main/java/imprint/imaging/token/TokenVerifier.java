package imprint.imaging.token;

import static imprint.imaging.token.TokenFormat.ALGORITHM;

import imprint.imaging.token.TokenRefused.Reason;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.time.Clock;
import java.util.Base64;

/** Checks tokens that {@link TokenSigner} made. Serves any number of threads. */
public final class TokenVerifier {

    // why: nobody can make us decode more; a token has about 300 characters.
    private static final int MAX_LENGTH = 2048;

    private final PublicKey key;
    private final Clock clock;

    /**
     * @param key for Ed25519
     * @throws IllegalArgumentException when it is a key for something else
     */
    public TokenVerifier(PublicKey key, Clock clock) {
        this.key = key;
        this.clock = clock;
        try {
            Signature.getInstance(ALGORITHM).initVerify(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("Tokens are checked with an Ed25519 key", e);
        }
    }

    /**
     * Reads a token and vouches for it.
     *
     * @throws TokenRefused unless the token was signed with our key and has not expired
     */
    public TransferToken verify(String token) throws TokenRefused {
        int dot = token.indexOf('.');
        if (dot < 0 || token.length() > MAX_LENGTH) {
            throw new TokenRefused(Reason.MALFORMED);
        }
        byte[] payload = base64(token.substring(0, dot));
        if (!isSigned(payload, base64(token.substring(dot + 1)))) {
            throw new TokenRefused(Reason.NOT_SIGNED_BY_US);
        }
        TransferToken verified = decode(payload);
        if (!clock.instant().isBefore(verified.expiresAt())) {
            throw new TokenRefused(Reason.EXPIRED);
        }
        return verified;
    }

    private boolean isSigned(byte[] payload, byte[] signed) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key);
            signature.update(payload);
            return signature.verify(signed);
        } catch (SignatureException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The key verified before, and does no longer", e);
        }
    }

    private static TransferToken decode(byte[] payload) throws TokenRefused {
        try {
            return TokenFormat.decode(payload);
        } catch (IOException | RuntimeException e) {
            // why: our key signed it, so it is a token of a newer version of this program.
            throw new TokenRefused(Reason.MALFORMED);
        }
    }

    private static byte[] base64(String text) throws TokenRefused {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new TokenRefused(Reason.MALFORMED);
        }
    }
}
