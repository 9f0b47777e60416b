package imprint.workflows.storage;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.springframework.stereotype.Component;

/**
 * AES-GCM (NIST SP 800-38D): the key's id in 8 bytes, a random nonce of 12, the ciphertext and its tag of 16. The
 * associated data say whose password it is, so that a ciphertext that was moved elsewhere cannot be read.
 *
 * <p>An id of zeros stands before what was encrypted when keys had none: with any key, without associated data.
 */
@Component
class PasswordCipher {

    private static final String NO_ID = "0".repeat(2 * PasswordKey.ID_BYTES);
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final PasswordKeys keys;
    private final SecureRandom random = new SecureRandom();

    PasswordCipher(PasswordKeys keys) {
        this.keys = keys;
    }

    byte[] encrypt(String password, String owner) {
        var key = keys.newest();
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            var sealed =
                    cipher(Cipher.ENCRYPT_MODE, key, nonce, owner).doFinal(password.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.allocate(PasswordKey.ID_BYTES + NONCE_BYTES + sealed.length)
                    .put(HexFormat.of().parseHex(key.id()))
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has AES-GCM", e);
        }
    }

    /** @throws PasswordUnreadable when its key is not there, or it is the password of another owner */
    String decrypt(byte[] encrypted, String owner) {
        var id = keyOf(encrypted);
        var known = keys.all();
        if (id.equals(NO_ID)) {
            return known.stream()
                    .flatMap(key -> open(encrypted, key, "").stream())
                    .findFirst()
                    .orElseThrow(() -> PasswordUnreadable.keyIsMissing("it was written with"));
        }
        var key = known.stream()
                .filter(candidate -> candidate.id().equals(id))
                .findFirst()
                .orElseThrow(() -> PasswordUnreadable.keyIsMissing(id));
        return open(encrypted, key, owner).orElseThrow(PasswordUnreadable::isOfAnother);
    }

    /** The id of the key that it was encrypted with. */
    static String keyOf(byte[] encrypted) {
        return HexFormat.of().formatHex(encrypted, 0, PasswordKey.ID_BYTES);
    }

    private static Optional<String> open(byte[] encrypted, PasswordKey key, String owner) {
        var bytes = ByteBuffer.wrap(encrypted).position(PasswordKey.ID_BYTES);
        var nonce = new byte[NONCE_BYTES];
        bytes.get(nonce);
        var sealed = new byte[bytes.remaining()];
        bytes.get(sealed);
        try {
            var opened = cipher(Cipher.DECRYPT_MODE, key, nonce, owner).doFinal(sealed);
            return Optional.of(new String(opened, StandardCharsets.UTF_8));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has AES-GCM", e);
        }
    }

    private static Cipher cipher(int mode, PasswordKey key, byte[] nonce, String owner)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key.key(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
