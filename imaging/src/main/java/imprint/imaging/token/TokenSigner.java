package imprint.imaging.token;

import static imprint.imaging.token.TokenFormat.ALGORITHM;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;

/** Signs tokens: {@code base64url(payload).base64url(signature)}, without padding. Serves any number of threads. */
public final class TokenSigner {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final PrivateKey key;

    /**
     * @param key for Ed25519, used for nothing but tokens
     * @throws IllegalArgumentException when it is a key for something else
     */
    public TokenSigner(PrivateKey key) {
        this.key = key;
        try {
            sign(new byte[0]);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("Tokens are signed with an Ed25519 key", e);
        }
    }

    public String sign(TransferToken token) {
        byte[] payload = TokenFormat.encode(token);
        try {
            return BASE64.encodeToString(payload) + "." + BASE64.encodeToString(sign(payload));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The key signed before, and does no longer", e);
        }
    }

    private byte[] sign(byte[] payload) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(ALGORITHM);
        signature.initSign(key);
        signature.update(payload);
        return signature.sign();
    }
}
