package imprint.workflows.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import imprint.workflows.TestKeys;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.junit.jupiter.api.Test;

class PasswordCipherTest {

    private static final String OWNER = "location 1";

    private final TestKeys keys = new TestKeys();
    private final PasswordCipher cipher = new PasswordCipher(keys);

    @Test
    void readsWhatItWroteAlsoAfterTheKeyWasRenewed() {
        var before = cipher.encrypt("open", OWNER);
        keys.renew();
        var after = cipher.encrypt("open", OWNER);

        assertThat(cipher.decrypt(before, OWNER)).isEqualTo("open");
        assertThat(cipher.decrypt(after, OWNER)).isEqualTo("open");
        assertThat(PasswordCipher.keyOf(after)).isEqualTo(keys.newest().id());
    }

    @Test
    void writesTheSamePasswordDifferentlyEachTime() {
        assertThat(cipher.encrypt("open", OWNER)).isNotEqualTo(cipher.encrypt("open", OWNER));
    }

    @Test
    void doesNotReadThePasswordOfAnotherLocation() {
        var encrypted = cipher.encrypt("open", OWNER);

        assertThatThrownBy(() -> cipher.decrypt(encrypted, "location 2"))
                .isInstanceOf(PasswordUnreadable.class)
                .hasMessageContaining("enter it again");
    }

    @Test
    void doesNotReadWhatWasTamperedWith() {
        var encrypted = cipher.encrypt("open", OWNER);
        encrypted[encrypted.length - 1] ^= 1;

        assertThatThrownBy(() -> cipher.decrypt(encrypted, OWNER)).isInstanceOf(PasswordUnreadable.class);
    }

    @Test
    void namesTheKeyThatIsMissing() {
        var encrypted = cipher.encrypt("open", OWNER);
        var stranger = new PasswordCipher(new TestKeys());

        assertThatThrownBy(() -> stranger.decrypt(encrypted, OWNER))
                .isInstanceOf(PasswordUnreadable.class)
                .hasMessageContaining(keys.newest().id());
    }

    @Test
    void readsWhatWasWrittenWhenKeysHadNoIds() throws Exception {
        var nonce = new byte[12];
        var written = Cipher.getInstance("AES/GCM/NoPadding");
        written.init(Cipher.ENCRYPT_MODE, keys.newest().key(), new GCMParameterSpec(128, nonce));
        var sealed = written.doFinal("open".getBytes(StandardCharsets.UTF_8));
        var migrated = ByteBuffer.allocate(8 + 12 + sealed.length)
                .put(new byte[8])
                .put(nonce)
                .put(sealed)
                .array();
        keys.renew();

        assertThat(cipher.decrypt(migrated, OWNER)).isEqualTo("open");
    }

    @Test
    void tellsNoKey() {
        var key = keys.newest();

        assertThat(key.toString())
                .contains(key.id())
                .doesNotContain(Arrays.toString(key.key().getEncoded()));
    }
}
