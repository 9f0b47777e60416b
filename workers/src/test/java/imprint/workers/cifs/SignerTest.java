package imprint.workers.cifs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.spec.SecretKeySpec;
import jcifs.DialectVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignerTest {

    private static final byte[] SESSION_KEY = HexFormat.of().parseHex("7cd451825d0450d235424e44ba6e78cc");
    private static final int FLAGS = 16;
    private static final int MESSAGE_ID = 24;
    private static final int ANSWER = 1;
    private static final int LENGTH = Frame.HEADER + 40;

    @ParameterizedTest
    @CsvSource({
        "SMB210, HMAC_SHA256",
        "SMB300, AES_CMAC",
        "SMB302, AES_CMAC",
        "SMB311, AES_CMAC",
        "SMB311, AES_GMAC",
        "SMB311, HMAC_SHA256"
    })
    void noticesAnyByteThatWasChangedOnItsWay(DialectVersion dialect, SigningAlgorithm algorithm) throws Exception {
        Frame signed = answer();
        signer(dialect, algorithm, new byte[64]).sign(signed);
        byte[] message = signed.array().clone();
        assertThatCode(() -> signer(dialect, algorithm, new byte[64]).verify(frame(message.clone())))
                .doesNotThrowAnyException();
        for (int at = Frame.PREFIX; at < Frame.PREFIX + LENGTH; at++) {
            byte[] changed = message.clone();
            changed[at] ^= 0x10;
            assertThatExceptionOfType(UnsafeServer.class)
                    .as("byte %s", at)
                    .isThrownBy(() -> signer(dialect, algorithm, new byte[64]).verify(frame(changed)));
        }
    }

    @Test
    void believesNoMessageThatIsNotSigned() throws Exception {
        Signer signer = signer(DialectVersion.SMB311, SigningAlgorithm.AES_CMAC, new byte[64]);
        assertThatExceptionOfType(UnsafeServer.class)
                .isThrownBy(() -> signer.verify(answer()))
                .withMessageContaining("switch SMB signing on");
    }

    /** Its own message, sent back to it, is signed well, too. */
    @Test
    void believesNoMessageOfItsOwn() throws Exception {
        Signer signer = signer(DialectVersion.SMB311, SigningAlgorithm.AES_CMAC, new byte[64]);
        Frame own = frame(message(0));
        signer.sign(own);
        assertThatExceptionOfType(UnsafeServer.class).isThrownBy(() -> signer.verify(own));
    }

    @Test
    void believesNobodyWhoHeardAnotherNegotiation() throws Exception {
        byte[] heard = new byte[64];
        heard[63] = 1;
        Frame signed = answer();
        signer(DialectVersion.SMB311, SigningAlgorithm.AES_GMAC, heard).sign(signed);
        assertThatExceptionOfType(UnsafeServer.class)
                .isThrownBy(() -> signer(DialectVersion.SMB311, SigningAlgorithm.AES_GMAC, new byte[64])
                        .verify(signed));
    }

    /** The session key and the signing key of Microsoft's example for dialect 3.0. */
    @Test
    void derivesTheKeyAsMicrosoftDoes() throws Exception {
        Frame signed = answer();
        signer(DialectVersion.SMB300, SigningAlgorithm.AES_CMAC, new byte[64]).sign(signed);
        byte[] signature = signature(signed);
        byte[] unsigned = signed.array().clone();
        Arrays.fill(unsigned, Frame.PREFIX + Frame.SIGNATURE, Frame.PREFIX + Frame.HEADER, (byte) 0);
        var key = new SecretKeySpec(HexFormat.of().parseHex("0b7e9c5cac36c0f6ea9ab275298cedce"), "AES");
        assertThat(signature).isEqualTo(new AesCmac(key).of(unsigned, Frame.PREFIX, LENGTH));
    }

    @Test
    void signsTheSameWordsInAnotherWayInEachMessageAndDirection() throws Exception {
        Signer signer = signer(DialectVersion.SMB311, SigningAlgorithm.AES_GMAC, new byte[64]);
        Frame first = frame(message(0));
        Frame second = frame(message(0));
        ByteBuffer.wrap(second.array()).order(ByteOrder.LITTLE_ENDIAN).putLong(Frame.PREFIX + MESSAGE_ID, 1);
        Frame back = answer();
        for (Frame frame : new Frame[] {first, second, back}) {
            signer.sign(frame);
        }
        assertThat(signature(first)).isNotEqualTo(signature(second)).isNotEqualTo(signature(back));
    }

    private static Signer signer(DialectVersion dialect, SigningAlgorithm algorithm, byte[] transcript) {
        return Signer.of(new Negotiated(dialect, algorithm, true, 1 << 20, 1 << 20), SESSION_KEY, transcript);
    }

    private static byte[] signature(Frame frame) {
        int from = Frame.PREFIX + Frame.SIGNATURE;
        return Arrays.copyOfRange(frame.array(), from, from + Frame.SIGNATURE_BYTES);
    }

    private static Frame answer() throws IOException {
        return frame(message(ANSWER));
    }

    private static byte[] message(int flags) {
        ByteBuffer message = ByteBuffer.allocate(Frame.PREFIX + LENGTH);
        message.putInt(LENGTH).order(ByteOrder.LITTLE_ENDIAN).putInt(Frame.PREFIX + FLAGS, flags);
        for (int at = Frame.HEADER; at < LENGTH; at++) {
            message.put(Frame.PREFIX + at, (byte) at);
        }
        return message.array();
    }

    /** As it comes from a server. */
    private static Frame frame(byte[] message) throws IOException {
        // why: what is read keeps no length before its message.
        ByteBuffer.wrap(message).putInt(LENGTH);
        try (TalkativeServer server = new TalkativeServer(message);
                Wire wire = server.wire()) {
            return Frame.readFrom(wire);
        }
    }
}
