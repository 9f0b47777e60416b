package imprint.workers.control;

import static org.assertj.core.api.Assertions.assertThat;

import imprint.workflows.address.Server;
import imprint.workflows.address.StorageAddress;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostLookupTest {

    private static final Set<Integer> OWN = Set.of(8443);

    @Test
    void hasNothingAgainstWhatNeedsNoServer() {
        assertThat(HostLookup.objection(new StorageAddress.Directory("/images"), OWN))
                .isEmpty();
    }

    @Test
    void saysThatANameIsNotKnown() {
        assertThat(HostLookup.objection(nfs("nobody.invalid"), OWN)).contains("The name nobody.invalid is not known.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "::1"})
    void refusesItsOwnPortWhateverThisMachineIsCalled(String host) {
        assertThat(HostLookup.objection(http(host, 8443), OWN))
                .contains("Port 8443 of %s is Imprint's own: name a file server.".formatted(host));
    }

    @Test
    void hasNothingAgainstAFileServerOnThisMachine() {
        assertThat(HostLookup.objection(http("127.0.0.1", 8080), OWN)).isEmpty();
    }

    @Test
    void hasNothingAgainstTheSamePortOfAnotherMachine() {
        assertThat(HostLookup.objection(http("192.0.2.7", 8443), OWN)).isEmpty();
    }

    private static StorageAddress nfs(String host) {
        return new StorageAddress.Nfs(new Server(host, null), "/images", "", 3, 0, 0);
    }

    private static StorageAddress http(String host, int port) {
        return new StorageAddress.Http(new Server(host, port), "", null, null);
    }
}
