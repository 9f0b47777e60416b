package imprint.workers.cifs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.EOFException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameTest {

    @ParameterizedTest
    @ValueSource(ints = {0, Frame.HEADER - 1, SmbConnection.MAX_PAYLOAD + (64 << 10) + 1, Integer.MAX_VALUE, -1})
    void takesNoMemoryForAMessageThatCannotBe(int length) throws Exception {
        try (var server = new TalkativeServer(prefixed(length, 0));
                var wire = server.wire()) {
            assertThatIOException()
                    .isThrownBy(() -> Frame.readFrom(wire))
                    .withMessage("the server sent a message of %s bytes", length);
        }
    }

    @Test
    void readsTheLargestMessageThatCanBe() throws Exception {
        int largest = SmbConnection.MAX_PAYLOAD + (64 << 10);
        try (var server = new TalkativeServer(prefixed(largest, 0));
                var wire = server.wire();
                var sending = Executors.newVirtualThreadPerTaskExecutor()) {
            var sent = sending.submit(() -> {
                server.says(new byte[largest]);
                return true;
            });
            assertThat(Frame.readFrom(wire).length()).isEqualTo(largest);
            assertThat(sent.get()).isTrue();
        }
    }

    @Test
    void noticesAMessageThatBreaksOff() throws Exception {
        try (var server = new TalkativeServer(prefixed(100, 99));
                var wire = server.wire()) {
            server.hangsUp();
            assertThatExceptionOfType(EOFException.class).isThrownBy(() -> Frame.readFrom(wire));
        }
    }

    @Test
    void waitsNoLongerThanItsPatienceForTheRestOfAMessage() throws Exception {
        try (var server = new TalkativeServer(Duration.ofMillis(50), prefixed(100, 99));
                var wire = server.wire()) {
            assertThatExceptionOfType(SocketTimeoutException.class)
                    .isThrownBy(() -> Frame.readFrom(wire))
                    .withMessageContaining("nothing moved");
        }
    }

    @Test
    void isNotReadByAThreadThatWasInterrupted() throws Exception {
        try (var server = new TalkativeServer(prefixed(100, 100));
                var wire = server.wire()) {
            Thread.currentThread().interrupt();
            assertThatExceptionOfType(InterruptedIOException.class).isThrownBy(() -> Frame.readFrom(wire));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void hasNoNumberThatIsNotWhollyInside() throws Exception {
        try (var server = new TalkativeServer(prefixed(100, 100));
                var wire = server.wire()) {
            Frame frame = Frame.readFrom(wire);
            assertThat(frame.shortAt(98)).isZero();
            assertThat(frame.intAt(96)).isZero();
            for (int outside : new int[] {-1, 99, 100, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
                assertThatIOException().isThrownBy(() -> frame.shortAt(outside));
                assertThatIOException().isThrownBy(() -> frame.intAt(outside));
            }
            assertThatIOException().isThrownBy(() -> frame.intAt(97));
        }
    }

    /** Zeros behind the length that they are said to have. */
    private static byte[] prefixed(int length, int bytes) {
        return ByteBuffer.allocate(Frame.PREFIX + bytes).putInt(length).array();
    }
}
