package imprint.imaging.zstd;

import static imprint.imaging.chunk.DiskLayout.CHUNK_BYTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.luben.zstd.ZstdCompressCtx;
import imprint.imaging.Content;
import imprint.imaging.Hostile;
import java.nio.ByteBuffer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FramesTest {

    private final Frames frames = new Frames();

    @AfterEach
    void close() {
        frames.close();
    }

    @ParameterizedTest
    @MethodSource
    void turnsAChunkIntoAFrameAndBack(byte[] chunk) throws FrameCorrupt {
        byte[] frame = frames.compress(ByteBuffer.wrap(chunk));

        assertThat(frame).hasSizeLessThanOrEqualTo(Frames.MAX_BYTES);
        assertThat(frames.decompress(ByteBuffer.wrap(frame), chunk.length)).isEqualTo(chunk);
    }

    static Stream<byte[]> turnsAChunkIntoAFrameAndBack() {
        return Stream.of(
                Content.random(CHUNK_BYTES),
                Content.repetitive(CHUNK_BYTES),
                Content.zeros(CHUNK_BYTES),
                Content.random(513),
                Content.random(1));
    }

    @Test
    void writesTheSameFrameFromHeapAndDirectBuffers() {
        byte[] chunk = Content.repetitive(100_000);
        ByteBuffer plain = Content.direct(chunk);
        ByteBuffer frame = ByteBuffer.allocateDirect(Frames.MAX_BYTES);

        int length = frames.compress(plain, frame);

        assertThat(frames.compress(plain)).isEqualTo(frames.compress(ByteBuffer.wrap(chunk)));
        assertThat(frame.flip()).isEqualTo(ByteBuffer.wrap(frames.compress(plain)));
        assertThat(frame.remaining()).isEqualTo(length);
        assertThat(plain.remaining()).isEqualTo(chunk.length);
    }

    @Test
    void readsAndFillsEveryKindOfBuffer() throws FrameCorrupt {
        byte[] chunk = Content.repetitive(100_000);
        ByteBuffer frame = ByteBuffer.wrap(frames.compress(ByteBuffer.wrap(chunk)));

        for (ByteBuffer source : new ByteBuffer[] {frame, frame.asReadOnlyBuffer(), Content.direct(frame.array())}) {
            for (ByteBuffer target : new ByteBuffer[] {heap(chunk.length), direct(chunk.length)}) {
                frames.decompress(source, target);
                assertThat(target.flip()).isEqualTo(ByteBuffer.wrap(chunk));
            }
        }
    }

    @Test
    void writesNothingOutsideTheTarget() throws FrameCorrupt {
        byte[] frame = frames.compress(ByteBuffer.wrap(Content.repetitive(100)));
        byte[] target = Content.zeros(300);

        frames.decompress(ByteBuffer.wrap(frame), ByteBuffer.wrap(target, 100, 100));

        assertThat(target).startsWith(Content.zeros(100)).endsWith(Content.zeros(100));
    }

    @Test
    void readsAFrameAmongOtherBytes() throws FrameCorrupt {
        byte[] chunk = Content.repetitive(1000);
        byte[] frame = frames.compress(ByteBuffer.wrap(chunk));
        byte[] among = Content.concat(Content.random(7), frame, Content.random(9));

        assertThat(frames.decompress(ByteBuffer.wrap(among, 7, frame.length), 1000))
                .isEqualTo(chunk);
        assertThat(frames.decompress(Content.direct(among).slice(7, frame.length), 1000))
                .isEqualTo(chunk);
    }

    @Test
    void refusesAFrameThatDeclaresAnotherLength() {
        byte[] frame = frames.compress(ByteBuffer.wrap(Content.repetitive(1000)));

        isRefused(frame, 999);
        isRefused(frame, 1001);
    }

    @Test
    void refusesAFrameThatDeclaresNoLengthAndYieldsAnother() throws FrameCorrupt {
        byte[] frame;
        try (var compressor = new ZstdCompressCtx().setContentSize(false)) {
            frame = compressor.compress(Content.zeros(1000));
        }

        assertThat(frames.decompress(ByteBuffer.wrap(frame), 1000)).isEqualTo(Content.zeros(1000));
        isRefused(frame, 999);
        isRefused(frame, 1001);
    }

    @Test
    void refusesMoreThanOneFrame() {
        byte[] frame = frames.compress(ByteBuffer.wrap(Content.repetitive(500)));

        isRefused(Content.concat(frame, frame), 1000);
        isRefused(Content.concat(frame, frame), 500);
        isRefused(Content.concat(frame, new byte[1]), 500);
    }

    @Test
    void refusesWhatWasCutShort() {
        byte[] frame = frames.compress(ByteBuffer.wrap(Content.random(2000)));

        Hostile.eachTruncation(frame, bytes -> isRefused(bytes, 2000));
    }

    @Test
    void refusesGarbage() {
        Hostile.eachGarbage(500, bytes -> isRefused(bytes, 1000));
    }

    @Test
    void neverYieldsOtherContentWhenABitWasFlipped() {
        byte[] chunk = Content.repetitive(50_000);

        Hostile.eachBitFlip(frames.compress(ByteBuffer.wrap(chunk)), flipped -> {
            try {
                assertThat(frames.decompress(ByteBuffer.wrap(flipped), chunk.length))
                        .isEqualTo(chunk);
            } catch (FrameCorrupt refused) {
                assertThat(refused).isNotNull();
            }
        });
    }

    @Test
    void knowsTheFrameOfZeros() throws FrameCorrupt {
        assertThat(frames.decompress(Frames.zeros(CHUNK_BYTES), CHUNK_BYTES)).isEqualTo(Content.zeros(CHUNK_BYTES));
        assertThat(frames.decompress(Frames.zeros(512), 512)).isEqualTo(Content.zeros(512));
    }

    private void isRefused(byte[] frame, int length) {
        assertThatExceptionOfType(FrameCorrupt.class)
                .isThrownBy(() -> frames.decompress(ByteBuffer.wrap(frame), length));
        assertThatExceptionOfType(FrameCorrupt.class)
                .isThrownBy(() -> frames.decompress(Content.direct(frame), direct(length)));
    }

    private static ByteBuffer heap(int length) {
        return ByteBuffer.allocate(length);
    }

    private static ByteBuffer direct(int length) {
        return ByteBuffer.allocateDirect(length);
    }
}
