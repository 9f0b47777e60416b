package imprint.workflows.storage;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** AES-GCM with a random nonce of 12 bytes before the ciphertext and its tag of 16 bytes (NIST SP 800-38D). */
public final class PasswordCipher {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKey key;
    private final SecureRandom random = new SecureRandom();

    public PasswordCipher(SecretKey key) {
        this.key = key;
    }

    byte[] encrypt(String password) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        var sealed = crypt(Cipher.ENCRYPT_MODE, nonce, ByteBuffer.wrap(password.getBytes(StandardCharsets.UTF_8)));
        return ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                .put(nonce)
                .put(sealed)
                .array();
    }

    String decrypt(byte[] encrypted) {
        var bytes = ByteBuffer.wrap(encrypted);
        var nonce = new byte[NONCE_BYTES];
        bytes.get(nonce);
        return new String(crypt(Cipher.DECRYPT_MODE, nonce, bytes), StandardCharsets.UTF_8);
    }

    private byte[] crypt(int mode, byte[] nonce, ByteBuffer input) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            var bytes = new byte[input.remaining()];
            input.get(bytes);
            return cipher.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "A storage location's password cannot be read: is the key file the one it was written with?", e);
        }
    }
}
