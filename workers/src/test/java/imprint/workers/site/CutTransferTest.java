package imprint.workers.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import imprint.imaging.chunk.Digest;
import imprint.imaging.image.ImageFileName;
import imprint.workers.image.DigestKind;
import imprint.workers.storage.Credentials;
import imprint.workers.storage.Nginx;
import imprint.workers.storage.Places;
import imprint.workers.storage.StorageServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A storage server is killed while a step reads from it. */
@Tag("slow") // The server is slow, so that it can be killed in time.
class CutTransferTest {

    private static final byte[] DISK = TestDisks.noise(50_000_384);
    private static final String FILE = "a.img.zst";
    private static final Credentials LOGIN =
            new Credentials("imprint", UUID.randomUUID().toString());

    @TempDir
    Path directory;

    private TestSite site;
    private StorageServer server;
    private ImageFacts facts;

    @BeforeEach
    void start() throws Exception {
        site = new TestSite(directory);
        facts = site.clone(FILE, DISK);
        site.spool.discardImage(facts.manifestDigest());
        server = Nginx.start(site.location, LOGIN, "limit_rate 10m;");
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        site.close();
    }

    @Test
    void learnsAllOfAFile() throws Exception {
        UUID operation = order(null);
        FutureTask<ImageFacts> step = begin(() -> site.computeChecksum.run(operation));
        killInTheMiddleOf(operation);
        server.startAgain();
        assertThat(step.get()).isEqualTo(facts);
    }

    @Test
    void stagesTheImage() throws Exception {
        UUID operation = order(facts.manifestDigest());
        FutureTask<Boolean> step = begin(() -> {
            site.stageImage.run(operation, DigestKind.SHA_256);
            return true;
        });
        killInTheMiddleOf(operation);
        server.startAgain();
        step.get();

        byte[] staged = site.fetches(operation, facts.manifestDigest()).fetch(facts.manifestDigest());
        assertThat(Arrays.mismatch(staged, DISK)).isNegative();
    }

    @Test
    void hearsThatItIsCancelledWhileTheServerIsAway() throws Exception {
        UUID operation = order(null);
        FutureTask<ImageFacts> step = begin(() -> site.computeChecksum.run(operation));
        killInTheMiddleOf(operation);
        site.control.cancel(operation);
        assertThatThrownBy(step::get).hasCauseInstanceOf(TransferCancelled.class);
    }

    private UUID order(@Nullable Digest manifest) {
        UUID operation = UUID.randomUUID();
        site.control.place(new TransferOrder(
                operation,
                Places.http("127.0.0.1", server.port(), "images", LOGIN, null),
                ImageFileName.of(FILE),
                manifest,
                manifest == null ? Set.of() : Set.of(facts.digests().get(DigestKind.SHA_256))));
        return operation;
    }

    private void killInTheMiddleOf(UUID operation) throws Exception {
        Awaitility.await().until(() -> bytesDone(operation) > 0);
        server.kill();
        assertThat(bytesDone(operation)).isLessThan(Files.size(site.location.resolve(FILE)) / 2);
    }

    private long bytesDone(UUID operation) {
        TransferProgress progress = site.control.progress().get(operation);
        return progress == null ? 0 : progress.bytesDone();
    }

    private static <T> FutureTask<T> begin(Callable<T> step) {
        FutureTask<T> begun = new FutureTask<>(step);
        Thread.startVirtualThread(begun);
        return begun;
    }
}
