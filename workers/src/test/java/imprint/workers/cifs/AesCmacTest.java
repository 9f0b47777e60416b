package imprint.workers.cifs;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AesCmacTest {

    /** The test vectors of RFC 4493, section 4. */
    @ParameterizedTest
    @CsvSource({
        "0, bb1d6929e95937287fa37d129b756746",
        "16, 070a16b46b4d4144f79bdd9dd04a287c",
        "40, dfa66747de9ae63030ca32611497c827",
        "64, 51f0bebf7e3b9d92fc49741779363cfe"
    })
    void agreesWithItsSpecification(int length, String code) throws Exception {
        HexFormat hex = HexFormat.of();
        byte[] message = hex.parseHex("6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
                + "30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710");
        var cmac = new AesCmac(new SecretKeySpec(hex.parseHex("2b7e151628aed2a6abf7158809cf4f3c"), "AES"));
        assertThat(hex.formatHex(cmac.of(message, 0, length))).isEqualTo(code);
    }

    /** Longer than what the cipher is given at a time; computed block by block, as the specification has it. */
    @ParameterizedTest
    @ValueSource(ints = {65_535, 65_536, 65_537, 65_552, 65_553, 131_072, 200_000})
    void agreesWithItsSpecificationOnLongMessages(int length) throws Exception {
        var key = new SecretKeySpec(HexFormat.of().parseHex("2b7e151628aed2a6abf7158809cf4f3c"), "AES");
        byte[] message = new byte[length + 3];
        new Random(length).nextBytes(message);
        assertThat(new AesCmac(key).of(message, 3, length)).isEqualTo(blockByBlock(key, message, 3, length));
    }

    private static byte[] blockByBlock(SecretKeySpec key, byte[] message, int offset, int length) throws Exception {
        Cipher block = Cipher.getInstance("AES/ECB/NoPadding");
        block.init(Cipher.ENCRYPT_MODE, key);
        int last = (length - 1) / 16 * 16;
        byte[] state = new byte[16];
        for (int at = 0; at < last; at++) {
            state[at % 16] ^= message[offset + at];
            if (at % 16 == 15) {
                state = block.doFinal(state);
            }
        }
        for (int at = last; at < length; at++) {
            state[at % 16] ^= message[offset + at];
        }
        BigInteger subkey = doubled(new BigInteger(1, block.doFinal(new byte[16])));
        if (length % 16 != 0) {
            state[length % 16] ^= (byte) 0x80;
            subkey = doubled(subkey);
        }
        byte[] code = new BigInteger(1, state).xor(subkey).setBit(128).toByteArray();
        return block.doFinal(Arrays.copyOfRange(code, 1, 17));
    }

    private static BigInteger doubled(BigInteger block) {
        BigInteger shifted = block.shiftLeft(1);
        return shifted.testBit(128) ? shifted.clearBit(128).xor(BigInteger.valueOf(0x87)) : shifted;
    }
}
