package imprint.workers.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConcludeCapturesTest {

    private static final byte[] DISK = TestDisks.mixed();

    @TempDir
    Path directory;

    private TestSite site;

    @BeforeEach
    void open() throws Exception {
        site = new TestSite(directory);
    }

    @AfterEach
    void close() throws Exception {
        site.close();
    }

    @Test
    void leavesACaptureUnderWayAlone() throws Exception {
        UUID operation = site.order("a.img", null);
        UUID cancelled = stored("b.img");
        site.captures(operation, DISK).put(DISK, 0);
        site.control.cancel(cancelled);
        site.concludeCaptures.look();
        Awaitility.await().until(() -> site.spool.captures().equals(Set.of(operation)));
    }

    @Test
    void waitsForNoneThatHangs() throws Exception {
        UUID hanging = stored("a.img");
        UUID other = stored("b.img");
        site.control.cancel(hanging);
        site.control.cancel(other);
        var answers = site.control.hold(hanging);
        site.concludeCaptures.look();
        Awaitility.await().until(() -> site.spool.captures().equals(Set.of(hanging)));
        answers.countDown();
        Awaitility.await().until(() -> site.spool.captures().isEmpty());
        assertThat(site.location).isEmptyDirectory();
    }

    @Test
    void triesAgainNowAndThenWhereALocationIsAway() throws Exception {
        UUID operation = stored("a.img");
        site.control.cancel(operation);
        Path away = directory.resolve("away");
        Files.move(site.location, away);
        for (int look = 0; look < 50; look++) {
            site.concludeCaptures.look();
        }
        Awaitility.await().until(() -> site.control.fatesAsked() > 0);
        assertThat(site.control.fatesAsked()).isLessThan(10);
        Files.move(away, site.location);
        Awaitility.await().until(() -> {
            site.concludeCaptures.look();
            return site.spool.captures().isEmpty();
        });
        assertThat(site.location).isEmptyDirectory();
    }

    @Test
    void removesTheFileOfACloneThatEndedBeforeItsImageWasRegistered() throws Exception {
        UUID operation = site.order("a.img.zst", null);
        site.clone(operation, "a.img.zst", DISK);
        site.control.cancel(operation);
        site.concludeCaptures.look();
        Awaitility.await().until(() -> site.spool.captures().isEmpty());
        assertThat(site.location).isEmptyDirectory();
    }

    @Test
    void makesTheSitesCopyOfAnImageThatIsRegistered() throws Exception {
        UUID operation = site.order("a.img.zst", null);
        ImageFacts image = site.clone(operation, "a.img.zst", DISK);
        site.control.register(operation);
        site.control.cancel(operation);
        site.concludeCaptures.look();
        Awaitility.await().until(() -> site.spool.captures().isEmpty());
        assertThat(site.spool.lease(image.manifestDigest(), operation)).isPresent();
        assertThat(site.location.resolve("a.img.zst")).exists();
    }

    /** A capture of which the file is at the location. */
    private UUID stored(String file) throws Exception {
        UUID operation = site.order(file, null);
        site.captures(operation, DISK).capture(DISK);
        site.storeImage.run(operation);
        return operation;
    }
}
