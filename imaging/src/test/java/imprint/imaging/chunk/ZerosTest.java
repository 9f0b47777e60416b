package imprint.imaging.chunk;

import static imprint.imaging.chunk.DiskLayout.CHUNK_BYTES;
import static org.assertj.core.api.Assertions.assertThat;

import imprint.imaging.Content;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZerosTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 511, 16384, 16385, 100_000, CHUNK_BYTES})
    void recognisesZerosOfAnyLength(int length) {
        assertThat(Zeros.isZero(ByteBuffer.allocate(length))).isTrue();
        assertThat(Zeros.isZero(ByteBuffer.allocateDirect(length))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16383, 16384, 2_000_000, CHUNK_BYTES - 1})
    void findsOneBitAnywhere(int at) {
        byte[] content = new byte[CHUNK_BYTES];
        content[at] = 1;

        assertThat(Zeros.isZero(content, 0, content.length)).isFalse();
        assertThat(Zeros.isZero(Content.direct(content))).isFalse();
    }

    @Test
    void looksOnlyBetweenPositionAndLimit() {
        ByteBuffer content = ByteBuffer.wrap(new byte[] {1, 0, 0, 1}, 1, 2);

        assertThat(Zeros.isZero(content)).isTrue();
        assertThat(content.position()).isEqualTo(1);
        assertThat(Zeros.isZero(content.array(), 1, 2)).isTrue();
        assertThat(Zeros.isZero(content.array(), 1, 3)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 512, 16385, CHUNK_BYTES})
    void knowsTheDigestOfZeros(int length) {
        assertThat(Zeros.digest(length)).isEqualTo(Digest.ofContent(new byte[length]));
    }
}
