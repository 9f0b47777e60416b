package imprint.imaging.chunk;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import imprint.imaging.Content;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class DigestTest {

    /** The example of FIPS 180-4 for SHA-256. */
    private static final String OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void isSha256() {
        assertThat(Digest.ofContent("abc".getBytes(US_ASCII))).hasToString(OF_ABC);
    }

    @Test
    void isTheSameForHeapAndDirectBuffers() {
        byte[] content = Content.random(10_000);

        assertThat(Digest.ofContent(Content.direct(content)))
                .isEqualTo(Digest.ofContent(ByteBuffer.wrap(content)))
                .isEqualTo(Digest.ofContent(content));
    }

    @Test
    void leavesThePositionOfTheContentWhereItWas() {
        ByteBuffer content = ByteBuffer.wrap("xabcx".getBytes(US_ASCII), 1, 3);

        assertThat(Digest.ofContent(content).hex()).isEqualTo(OF_ABC);
        assertThat(content.position()).isEqualTo(1);
    }

    @Test
    void isReadBackFromTextAndBytes() {
        Digest digest = Digest.parse(OF_ABC);

        assertThat(Digest.of(digest.bytes())).isEqualTo(digest).hasSameHashCodeAs(digest);
        assertThat(Digest.take(ByteBuffer.wrap(digest.bytes()))).isEqualTo(digest);
    }

    @Test
    void refusesWhatIsNo32Bytes() {
        assertThatIllegalArgumentException().isThrownBy(() -> Digest.of(new byte[31]));
        assertThatIllegalArgumentException().isThrownBy(() -> Digest.parse(OF_ABC + "00"));
        assertThatIllegalArgumentException().isThrownBy(() -> Digest.parse("z".repeat(64)));
    }

    @Test
    void cannotBeChangedThroughItsBytes() {
        byte[] bytes = Digest.parse(OF_ABC).bytes();
        Digest digest = Digest.of(bytes);

        bytes[0] = 0;
        digest.bytes()[1] = 0;

        assertThat(digest.hex()).isEqualTo(OF_ABC);
    }
}
