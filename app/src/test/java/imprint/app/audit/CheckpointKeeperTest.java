package imprint.app.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import imprint.app.keys.CheckpointKeys;
import imprint.workflows.address.StorageAccess;
import imprint.workflows.address.StorageAddress;
import imprint.workflows.audit.AuditTrail;
import imprint.workflows.storage.LocationUnavailable;
import imprint.workflows.storage.StorageLocations;
import imprint.workflows.storage.StorageWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessResourceFailureException;
import tools.jackson.databind.json.JsonMapper;

class CheckpointKeeperTest {

    @TempDir
    private Path temporary;

    private final UUID location = UUID.randomUUID();
    private final StorageAccess access = new StorageAccess(new StorageAddress.Directory("/elsewhere"), null);
    private final AuditTrail audit = mock(AuditTrail.class);
    private final StorageLocations locations = mock(StorageLocations.class);
    private final StorageWriter writer = mock(StorageWriter.class);
    private CheckpointKeys keys;
    private CheckpointFile file;
    private CheckpointKeeper keeper;

    @BeforeEach
    void aKeeper() throws NoSuchAlgorithmException {
        keys = new CheckpointKeys(KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
        file = new CheckpointFile(temporary.resolve("audit/checkpoints.jsonl"));
        keeper = keeper("");
    }

    private CheckpointKeeper keeper(String setting) {
        var copies = new CheckpointCopies(setting, locations, writer, JsonMapper.shared());
        return new CheckpointKeeper(audit, file, copies, keys, JsonMapper.shared(), Clock.systemUTC());
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
    void putsACopyIntoTheStorageLocationThatIsNamedForIt() {
        when(audit.end()).thenReturn(end(7));
        when(locations.accessTo(location)).thenReturn(access);
        keeper(location.toString()).keep();
        verify(writer)
                .write(
                        eq(access),
                        eq("imprint-audit-000000000007.json"),
                        argThat(content -> new String(content, UTF_8).contains("\"hash\":\"hash of 7\"")));
    }

    @Test
    void keepsOneHereAlsoWhenTheLocationIsAway() {
        when(audit.end()).thenReturn(end(7));
        when(locations.accessTo(location)).thenThrow(new LocationUnavailable("It is away."));
        keeper(location.toString()).keep();
        assertThat(keeper.all()).hasSize(1);
    }

    @Test
    void namesTheSettingThatIsNoLocation() {
        assertThatThrownBy(() -> keeper("images")).hasMessageStartingWith("imprint.audit.location must be the id");
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
