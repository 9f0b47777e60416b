package imprint.journey;

import static org.assertj.core.api.Assertions.assertThat;

import imprint.testing.FreePort;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Devices that reach their gateway over a wire that does not carry every bit as it is. */
@Tag("slow")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class DamagedWireTest {

    /** Several chunks for each connection of a device. */
    private static final long DISK_BYTES = 64 * Administrator.MIB;

    @Test
    void whatArrivesDamagedIsSentAgain(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path directory) throws Exception {
        try (var wire = new Wire(FreePort.find());
                var installation = new Installation(directory, wire.gatewaySettings())) {
            wire.damage();
            installation.start();
            try (var administrator = new Administrator(installation.api(), installation.address(), directory)) {
                var source = administrator.device(DISK_BYTES, DISK_BYTES);
                var location = administrator.location(Files.createDirectory(directory.resolve("images")));
                var clone = administrator.clone(source, "wire.img.zst", location);
                assertThat(clone.outcome()).isEqualTo("SUCCEEDED");
                var target = administrator.device(DISK_BYTES, 0);
                assertThat(administrator.apply(clone.imageId(), target).outcome())
                        .isEqualTo("SUCCEEDED");

                assertThat(wire.toDamage()).isZero();
                assertThat(Disks.areEqual(source, target)).isTrue();
            }
        }
    }
}
