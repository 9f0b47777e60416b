package imprint.workflows.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import imprint.imaging.chunk.Digest;
import imprint.imaging.chunk.DiskLayout;
import imprint.imaging.manifest.ManifestCorrupt;
import imprint.imaging.manifest.ManifestFile;
import imprint.imaging.manifest.ManifestPage;
import imprint.imaging.manifest.ManifestRoot;
import imprint.workflows.DomainTest;
import imprint.workflows.failure.NotFound;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Manifests of several pages, which every node has. */
@DomainTest
class ManifestsTest {

    private static final int CHUNKS_OF_THE_LAST_PAGE = 3;

    @Autowired
    private Manifests manifests;

    @Autowired
    private JdbcClient jdbc;

    private List<byte[]> pages;
    private ManifestRoot root;

    @BeforeEach
    void aManifestOfTwoPages() {
        pages = List.of(page(ManifestPage.ENTRIES), page(CHUNKS_OF_THE_LAST_PAGE));
        var chunks = ManifestPage.ENTRIES + CHUNKS_OF_THE_LAST_PAGE;
        root = new ManifestRoot(
                new DiskLayout((long) chunks * DiskLayout.CHUNK_BYTES),
                pages.stream().map(Digest::ofContent).toList());
    }

    @Test
    void isReadPageByPageAsItWasKept() throws IOException {
        assertThat(manifests.has(root.digest())).isFalse();
        keep();
        assertThat(manifests.has(root.digest())).isTrue();
        assertThat(manifests.root(root.digest())).isEqualTo(root);
        assertThat(manifests.page(root.digest(), 0)).isEqualTo(pages.getFirst());
        assertThat(manifests.page(root.digest(), 1)).isEqualTo(pages.getLast());
    }

    @Test
    void isWrittenAsAFileIsRead(@TempDir Path directory) throws IOException {
        keep();
        var written = directory.resolve("manifest");
        try (var out = Files.newOutputStream(written)) {
            manifests.writeTo(root.digest(), out);
        }
        try (var file = ManifestFile.open(written)) {
            assertThat(file.root()).isEqualTo(root);
            assertThat(file.page(0).encode()).isEqualTo(pages.getFirst());
            assertThat(file.page(1).encode()).isEqualTo(pages.getLast());
        }
    }

    @Test
    void theManifestOfAnEmptyDiskHasNoPages(@TempDir Path directory) throws IOException {
        var empty = new ManifestRoot(DiskLayout.EMPTY, List.of());
        manifests.keep(empty, page -> {
            throw new AssertionError("There is no page " + page);
        });
        var written = directory.resolve("manifest");
        try (var out = Files.newOutputStream(written)) {
            manifests.writeTo(empty.digest(), out);
        }
        try (var file = ManifestFile.open(written)) {
            assertThat(file.root()).isEqualTo(empty);
        }
    }

    @Test
    void isNotReadOnceMoreWhenItIsThereAlready() throws IOException {
        keep();
        var asked = new AtomicInteger();
        manifests.keep(root, page -> {
            asked.incrementAndGet();
            return pages.get((int) page);
        });
        assertThat(asked).hasValue(0);
        assertThat(keptPages()).isEqualTo(2);
    }

    @Test
    void isNotKeptByHalfWhenAPageIsNotWhatItsRootNames() {
        assertThatThrownBy(() -> manifests.keep(root, _ -> pages.getFirst())).isInstanceOf(ManifestCorrupt.class);
        assertThat(manifests.has(root.digest())).isFalse();
        assertThat(keptPages()).isZero();
    }

    @Test
    void isNotKeptByHalfWhenItsSourceBreaks() throws IOException {
        assertThatThrownBy(() -> manifests.keep(root, page -> {
                    if (page == 1) {
                        throw new IOException("The device is gone.");
                    }
                    return pages.getFirst();
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("The device is gone.");
        assertThat(manifests.has(root.digest())).isFalse();
        keep();
        assertThat(keptPages()).isEqualTo(2);
    }

    @Test
    void isKeptOnceByThoseWhoBringItAtOnce() throws InterruptedException {
        var keeping = (Callable<Boolean>) () -> {
            keep();
            return true;
        };
        try (var workers = Executors.newFixedThreadPool(4)) {
            assertThat(workers.invokeAll(Collections.nCopies(4, keeping)))
                    .extracting(Future::state)
                    .containsOnly(Future.State.SUCCESS);
        }
        assertThat(keptPages()).isEqualTo(2);
    }

    @Test
    void whatWasChangedInTheDatabaseIsNotTakenForTheManifest() throws IOException {
        keep();
        jdbc.sql("update manifest set root = set_byte(root, length(root) - 1, get_byte(root, length(root) - 1) # 1)"
                        + " where digest = ?")
                .param(root.digest().hex())
                .update();
        assertThatThrownBy(() -> manifests.root(root.digest())).isInstanceOf(ManifestCorrupt.class);
    }

    @Test
    void aManifestOrPageThatIsNotThereIsNotFound() throws IOException {
        assertThatThrownBy(() -> manifests.root(root.digest()))
                .isInstanceOf(NotFound.class)
                .hasMessageContaining(root.digest().hex());
        keep();
        for (var page : List.of(2L, -1L, Long.MAX_VALUE)) {
            assertThatThrownBy(() -> manifests.page(root.digest(), page))
                    .isInstanceOf(NotFound.class)
                    .hasMessageContaining(page.toString());
        }
    }

    private void keep() throws IOException {
        manifests.keep(root, page -> pages.get((int) page));
    }

    private long keptPages() {
        return jdbc.sql("select count(*) from manifest_page where digest = ?")
                .param(root.digest().hex())
                .query(Long.class)
                .single();
    }

    /** Of random chunks, so that no two manifests are the same. */
    private static byte[] page(int chunks) {
        var bytes = new byte[chunks * Digest.BYTES];
        ThreadLocalRandom.current().nextBytes(bytes);
        return bytes;
    }
}
