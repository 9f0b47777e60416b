package imprint.app.keys;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.Signature;

/** The Ed25519 pair that signs checkpoints of the audit trail. */
public record CheckpointKeys(KeyPair pair) {

    private static final String ALGORITHM = "Ed25519";

    public byte[] sign(byte[] bytes) {
        try {
            var signature = Signature.getInstance(ALGORITHM);
            signature.initSign(pair.getPrivate());
            signature.update(bytes);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The key for checkpoints does not sign", e);
        }
    }

    public static boolean verifies(PublicKey key, byte[] bytes, byte[] signed) {
        try {
            var signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key);
            signature.update(bytes);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            // why: what is not even formed like a signature is none.
            return false;
        }
    }
}
