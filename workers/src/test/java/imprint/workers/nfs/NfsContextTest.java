package imprint.workers.nfs;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import imprint.testing.Need;
import imprint.testing.Needs;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

@Needs(Need.LIBNFS)
class NfsContextTest {

    private static final NfsServer NOBODY =
            new NfsServer("127.0.0.1", 0, 0, "/x", 3, 0, 0, Duration.ofSeconds(5), Duration.ofSeconds(5));

    @Test
    void refusesAnAnswerThatCannotBeRead() throws NfsException {
        try (var context = new NfsContext(LibNfs.load(LibNfs.SONAMES), NOBODY)) {
            assertThatExceptionOfType(NfsException.class)
                    .isThrownBy(
                            () -> context.ask(NfsContextTest::answerAtOnce, _ -> Instant.ofEpochSecond(Long.MAX_VALUE)))
                    .withMessageContaining("could not be read")
                    .withCauseInstanceOf(DateTimeException.class)
                    .returns(NfsProblem.REFUSED, NfsException::problem);
        }
    }

    /** As libnfs would, by way of native code. */
    @SuppressWarnings("restricted")
    private static int answerAtOnce(MemorySegment callback, MemorySegment token) throws Throwable {
        Linker.nativeLinker()
                .downcallHandle(callback, LibNfs.CALLBACK)
                .invokeExact(0, MemorySegment.NULL, MemorySegment.NULL, token);
        return 0;
    }
}
