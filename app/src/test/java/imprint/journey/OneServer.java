package imprint.journey;

import imprint.testing.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** What happens on one server, with one directory for the images. */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OneServer {

    Path directory;
    Wire wire;
    Installation installation;
    Administrator administrator;
    Path images;
    UUID location;

    private final String[] settings;

    /** @param settings besides those that every journey needs to be quick */
    OneServer(String... settings) {
        this.settings = settings;
    }

    @BeforeAll
    void start(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path temporary) throws IOException, InterruptedException {
        directory = temporary;
        wire = new Wire(FreePort.find());
        installation = new Installation(
                directory,
                Stream.of(settings, wire.gatewaySettings()).flatMap(Stream::of).toArray(String[]::new));
        installation.start();
        administrator = new Administrator(installation.api(), installation.address(), directory);
        images = Files.createDirectory(directory.resolve("images"));
        location = administrator.location(images);
    }

    @AfterEach
    void releaseTheWire() {
        wire.release();
    }

    @AfterAll
    void stop() throws Exception {
        // why null: the start may have failed half way.
        for (var started : new AutoCloseable[] {administrator, installation, wire}) {
            if (started != null) {
                started.close();
            }
        }
    }

    static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
