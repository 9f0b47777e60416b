package imprint.workflows.image;

import imprint.imaging.chunk.Digest;
import imprint.imaging.manifest.ManifestPage;
import imprint.imaging.manifest.ManifestRoot;
import imprint.workflows.failure.NotFound;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Timestamp;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The manifests of all images, page by page, so that none is ever held whole and every node has them. The root,
 * which is the header and the digests of the pages, is kept apart.
 */
@Service
public class Manifests {

    private static final int HEADER_BYTES = 24;

    private final JdbcClient jdbc;
    private final Clock clock;

    Manifests(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public boolean has(Digest digest) {
        return jdbc.sql("select exists (select from manifest where digest = ?)")
                .param(digest.hex())
                .query(Boolean.class)
                .single();
    }

    /**
     * Keeps a manifest's root and its pages; a manifest that is there already is not touched.
     *
     * @param pages encoded, in order, as {@link ManifestRoot#pageCount()} says
     */
    @Transactional(rollbackFor = IOException.class)
    public void keep(ManifestRoot root, PageSource pages) throws IOException {
        var digest = root.digest().hex();
        var kept = jdbc.sql("""
                        insert into manifest (digest, disk_bytes, root, kept_at) values (?, ?, ?, ?)
                        on conflict do nothing
                        """)
                .params(digest, root.layout().bytes(), root.encode(), Timestamp.from(clock.instant()))
                .update();
        for (long page = 0; kept == 1 && page < root.pageCount(); page++) {
            var bytes = ManifestPage.decode(root, page, pages.page(page)).encode();
            jdbc.sql("insert into manifest_page (digest, page, bytes) values (?, ?, ?)")
                    .params(digest, page, bytes)
                    .update();
        }
    }

    @Transactional(readOnly = true)
    public ManifestRoot root(Digest digest) throws IOException {
        var root = jdbc.sql("select root from manifest where digest = ?")
                .param(digest.hex())
                .query((row, n) -> row.getBytes(1))
                .optional()
                .orElseThrow(() -> new NotFound("manifest", digest));
        return ManifestRoot.decode(root).verified(digest);
    }

    @Transactional(readOnly = true)
    public byte[] page(Digest digest, long page) {
        return jdbc.sql("select bytes from manifest_page where digest = ? and page = ?")
                .params(digest.hex(), page)
                .query((row, n) -> row.getBytes(1))
                .optional()
                .orElseThrow(() -> new NotFound("page of manifest " + digest, page));
    }

    /** Where the pages come from. */
    @FunctionalInterface
    public interface PageSource {

        byte[] page(long page) throws IOException;
    }

    /** Writes the manifest as {@link imprint.imaging.manifest.ManifestFile} reads it: pages, their digests, header. */
    @Transactional(readOnly = true)
    public void writeTo(Digest digest, OutputStream out) throws IOException {
        var root = root(digest);
        for (long page = 0; page < root.pageCount(); page++) {
            out.write(page(digest, page));
        }
        var encoded = root.encode();
        out.write(encoded, HEADER_BYTES, encoded.length - HEADER_BYTES);
        out.write(encoded, 0, HEADER_BYTES);
    }
}
