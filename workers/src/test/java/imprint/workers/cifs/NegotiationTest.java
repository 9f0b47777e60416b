package imprint.workers.cifs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;
import jcifs.smb.SmbException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With servers that answer the first question in their own way. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class NegotiationTest {

    private static final int NOT_SUPPORTED = 0xC00000BB;
    private static final int ACCESS_DENIED = 0xC0000022;
    private static final int PENDING = 0x00000103;
    private static final int SIGNING_ENABLED = 1;
    private static final int BODY = 64;

    @Test
    void saysThatAServerIsTooOld() throws Exception {
        assertUnsafe(answer(NOT_SUPPORTED, 0, 0), "knows no SMB 2.1 or newer");
    }

    @ParameterizedTest
    @ValueSource(ints = {0x0202, 0x0100, 0x0999})
    void refusesADialectThatWasNotOffered(int dialect) throws Exception {
        assertUnsafe(answer(0, SIGNING_ENABLED, dialect), "knows no SMB 2.1 or newer");
    }

    @Test
    void refusesAServerThatCannotSign() throws Exception {
        assertUnsafe(answer(0, 0, 0x0300), "switch SMB signing on");
    }

    @Test
    void tellsWhatTheServerSaysWhereItRefuses() throws Exception {
        try (var server = new TalkativeServer(answer(ACCESS_DENIED, 0, 0));
                var connection = connection(server)) {
            assertThatExceptionOfType(SmbException.class)
                    .isThrownBy(() -> Negotiation.over(connection, new Transcript()))
                    .satisfies(refused -> assertThat(refused.getNtStatus()).isEqualTo(ACCESS_DENIED));
        }
    }

    @Test
    void waitsNotForEverForAnAnswerThatIsSaidToCome() throws Exception {
        ByteBuffer talk = ByteBuffer.allocate(1100 * (Frame.PREFIX + Frame.HEADER + BODY));
        while (talk.hasRemaining()) {
            talk.put(answer(PENDING, 0, 0));
        }
        try (var server = new TalkativeServer(talk.array());
                var connection = connection(server)) {
            assertThatExceptionOfType(ProtocolException.class)
                    .isThrownBy(() -> Negotiation.over(connection, new Transcript()));
            assertThat(connection.isBroken()).isTrue();
        }
    }

    @Test
    void takesNoAnswerThatSaysMoreThanItHolds() throws Exception {
        byte[] answer = answer(0, SIGNING_ENABLED, 0x0311);
        // how many contexts there are, and where
        ByteBuffer.wrap(answer)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(Frame.PREFIX + Frame.HEADER + 6, (short) 1)
                .putInt(Frame.PREFIX + Frame.HEADER + 60, 60_000);
        try (var server = new TalkativeServer(answer);
                var connection = connection(server)) {
            assertThatIOException().isThrownBy(() -> Negotiation.over(connection, new Transcript()));
        }
    }

    private static void assertUnsafe(byte[] answer, String sentence) throws IOException {
        try (var server = new TalkativeServer(answer);
                var connection = connection(server)) {
            assertThatExceptionOfType(UnsafeServer.class)
                    .isThrownBy(() -> Negotiation.over(connection, new Transcript()))
                    .withMessageContaining(sentence);
        }
    }

    private static SmbConnection connection(TalkativeServer server) {
        return new SmbConnection(server.wire(), SmbSettings.context());
    }

    /** An answer to message 0 ([MS-SMB2] 2.2.4). */
    private static byte[] answer(int status, int securityMode, int dialect) {
        return ByteBuffer.allocate(Frame.PREFIX + Frame.HEADER + BODY)
                .putInt(Frame.HEADER + BODY)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0x424D53FE)
                .putShort((short) Frame.HEADER)
                .putShort((short) 0)
                .putInt(status)
                .putShort((short) 0)
                .putShort((short) 1)
                .putInt(1)
                .putShort(Frame.PREFIX + Frame.HEADER, (short) 65)
                .putShort(Frame.PREFIX + Frame.HEADER + 2, (short) securityMode)
                .putShort(Frame.PREFIX + Frame.HEADER + 4, (short) dialect)
                .putShort(Frame.PREFIX + Frame.HEADER + 56, (short) (Frame.HEADER + BODY))
                .array();
    }
}
