package imprint.workers.nfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import imprint.testing.Need;
import imprint.testing.Needs;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NfsComponentTest {

    private final CamelContext camel = new DefaultCamelContext();

    @Test
    void isKnownByItsName() {
        assertThat(camel.getComponent("nfs")).isInstanceOf(NfsComponent.class);
    }

    @Test
    void saysWhatToInstallWhereTheLibraryIsMissing() {
        var component = new NfsComponent(List.of("libnfs.so.missing"));
        assertThatExceptionOfType(NfsException.class)
                .isThrownBy(() -> new NfsEndpoint("nfs:x", component, "127.0.0.1", "/x").connect())
                .withMessageContaining("apt-get install libnfs13")
                .returns(NfsProblem.NO_LIBRARY, NfsException::problem);
    }

    @Test
    @Needs(Need.LIBNFS)
    void saysThatAHostIsUnknown() {
        assertThatExceptionOfType(NfsException.class)
                .isThrownBy(() -> new NfsEndpoint("nfs:x", new NfsComponent(), "host.invalid", "/x").connect())
                .withMessageContaining("host.invalid is not known")
                .returns(NfsProblem.UNKNOWN_HOST, NfsException::problem);
    }

    @Test
    @Needs(Need.LIBNFS)
    void leavesNoThreadBehindWhereTheMountWasInterrupted() throws IOException {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var endpoint =
                    camel.getEndpoint("nfs:127.0.0.1/x?version=4&port=" + silent.getLocalPort(), NfsEndpoint.class);
            Thread.currentThread().interrupt();

            assertThatThrownBy(endpoint::connect).isInstanceOf(InterruptedIOException.class);

            assertThat(Thread.interrupted()).isTrue();
        }
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("nfs-127.0.0.1")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"version=5", "port=70000", "mountPort=-1", "uid=-1", "gid=-1"})
    void refusesWhatCannotBe(String option) {
        assertThatThrownBy(() -> camel.getEndpoint("nfs:host/export?" + option))
                .hasStackTraceContaining(option.substring(option.indexOf('=') + 1) + ".");
    }

    @Test
    void needsAnExport() {
        assertThatThrownBy(() -> camel.getEndpoint("nfs:host")).hasStackTraceContaining("nfs:host/export");
    }

    @ParameterizedTest
    @CsvSource({
        "NFS: Read failed with NFS3ERR_STALE(-116), 14, STALE",
        "NFS4: OPEN (path /) failed with NFS4ERR_GRACE(-5), 34, UNREACHABLE",
        "NFS: CREATE of /x failed with NFS3ERR_DQUOT(-122), 122, FULL",
        "RPC error: Mount failed with error MNT3ERR_ACCES(13) Permission denied(13), 13, DENIED",
        "NFS: LINK failed with NFS3ERR_NOTSUPP(-22), 22, UNSUPPORTED",
        "something unheard of, 71, REFUSED",
        "no reason given, 28, FULL"
    })
    void readsTheStatusOfTheProtocol(String sentence, int errno, NfsProblem problem) {
        assertThat(NfsProblem.of(errno, sentence)).isEqualTo(problem);
    }
}
