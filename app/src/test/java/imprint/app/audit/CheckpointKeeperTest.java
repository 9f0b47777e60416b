package imprint.app.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import imprint.app.keys.CheckpointKeys;
import imprint.workflows.audit.AuditTrail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessResourceFailureException;
import tools.jackson.databind.json.JsonMapper;

class CheckpointKeeperTest {

    @TempDir
    private Path temporary;

    private final AuditTrail audit = mock(AuditTrail.class);
    private CheckpointKeys keys;
    private CheckpointFile file;
    private CheckpointKeeper keeper;

    @BeforeEach
    void aKeeper() throws NoSuchAlgorithmException {
        keys = new CheckpointKeys(KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
        file = new CheckpointFile(temporary.resolve("audit/checkpoints.jsonl"));
        keeper = new CheckpointKeeper(audit, file, keys, JsonMapper.shared(), Clock.systemUTC());
    }

    @Test
    void keepsWhereTheTrailIsSigned() throws IOException {
        when(audit.end()).thenReturn(end(7));
        keeper.keep();
        assertThat(keeper.all()).singleElement().satisfies(checkpoint -> {
            assertThat(checkpoint.number()).isEqualTo(7);
            assertThat(checkpoint.hash()).isEqualTo("hash of 7");
            assertThat(checkpoint.isSignedBy(keys.pair().getPublic())).isTrue();
            assertThat(new Checkpoint(8, checkpoint.hash(), checkpoint.at(), checkpoint.signature())
                            .isSignedBy(keys.pair().getPublic()))
                    .isFalse();
            assertThat(new Checkpoint(7, checkpoint.hash(), checkpoint.at(), "no signature")
                            .isSignedBy(keys.pair().getPublic()))
                    .isFalse();
        });
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.file())))
                .isEqualTo("rw-------");
    }

    @Test
    void keepsOneForNewEntriesOnly() {
        when(audit.end()).thenReturn(Optional.empty(), end(7), end(7), end(9));
        for (int hour = 0; hour < 4; hour++) {
            keeper.keep();
        }
        assertThat(keeper.all()).extracting(Checkpoint::number).containsExactly(7L, 9L);
    }

    @Test
    void goesOnAfterALineThatWasCut() throws IOException {
        when(audit.end()).thenReturn(end(7), end(9));
        keeper.keep();
        Files.writeString(file.file(), "{\"number\":8,\"ha", StandardOpenOption.APPEND);
        keeper.keep();
        assertThat(keeper.all()).extracting(Checkpoint::number).containsExactly(7L, 9L);
    }

    @Test
    void keepsOneAtTheEnd() {
        when(audit.end()).thenReturn(end(7));
        keeper.keepAtTheEnd();
        assertThat(keeper.all()).hasSize(1);
    }

    @Test
    void letsTheSystemEndAlsoWithoutItsDatabase() {
        when(audit.end()).thenThrow(new DataAccessResourceFailureException("away"));
        keeper.keepAtTheEnd();
        assertThat(keeper.all()).isEmpty();
    }

    private static Optional<AuditTrail.End> end(long number) {
        return Optional.of(new AuditTrail.End(number, "hash of " + number));
    }
}
