package imprint.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import imprint.testing.Need;
import imprint.testing.Needs;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A data directory on a small disk of its own, which runs full. */
@Tag("slow")
@Needs(Need.MOUNT)
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class FullDataDirectoryTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory;

    private Path disk;

    @BeforeEach
    void mountASmallDisk() throws IOException, InterruptedException {
        disk = Files.createDirectory(directory.resolve("small"));
        assertThat(OneServer.run("mount", "-t", "tmpfs", "-o", "size=1g", "tmpfs", disk.toString()))
                .isZero();
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        OneServer.run("umount", "--lazy", disk.toString());
    }

    @Test
    void operationsAndTheirHistoryGoOnWhenThereIsRoomAgain() throws Exception {
        try (var installation = new Installation(disk, "-Dimprint.engine.endpoints=health,partitions")) {
            installation.start();
            var api = installation.api();
            var administrator = new Administrator(api, installation.address(), directory);
            var images = Files.createDirectory(directory.resolve("images"));
            Disks.random(images.resolve("first.img"), 9 * Administrator.MIB, Administrator.MIB);
            var location = administrator.location(images);
            var add = administrator.add("first.img", location, Map.of());
            var below = new Below(installation.data());

            var filling = disk.resolve("filling");
            fill(filling);
            // why: at the next snapshot the engine gives up on a disk that is full.
            below.takeSnapshot();
            await().atMost(SOON).until(() -> installation.health() == 503);
            assertThat(firstRefusal(api)).contains("503", "The disk of the database is full. Make room on it");

            Files.delete(filling);
            assertThat(add.outcome()).isEqualTo("SUCCEEDED");
            await().atMost(Duration.ofMinutes(6)).until(() -> installation.health() == 200);
            await().atMost(SOON)
                    .untilAsserted(
                            () -> assertThat(add.states("Register image")).containsExactly("COMPLETED"));
        }
    }

    /** The database has a little room of its own left, so it takes a few rows more. */
    private static String firstRefusal(Api api) throws InterruptedException {
        for (int n = 0; ; n++) {
            try {
                api.post("products", Map.of("name", "%d %s".formatted(n, "x".repeat(80))));
            } catch (IOException refused) {
                return String.valueOf(refused.getMessage());
            }
        }
    }

    /** Writes until nothing more fits. */
    private static void fill(Path file) throws IOException {
        var block = new byte[64 << 10];
        try (OutputStream out = Files.newOutputStream(file)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            assertThat(Files.getFileStore(file).getUsableSpace()).isLessThan(block.length);
        }
    }
}
