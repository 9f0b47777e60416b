package imprint.agent.transfer;

import imprint.imaging.chunk.Digest;
import imprint.imaging.manifest.ManifestCorrupt;
import imprint.imaging.manifest.ManifestPage;
import imprint.imaging.manifest.ManifestRoot;
import imprint.imaging.zstd.FrameCorrupt;
import imprint.imaging.zstd.Frames;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;

/** The image that a command names, as a gateway serves it; each piece is checked, so that no gateway is trusted. */
final class ServedImage {

    // why: lanes that work side by side may stand on two pages.
    private static final int PAGES_KEPT = 2;

    private final Gateway gateway;
    private final Digest digest;
    private final Patience patience;
    private final ManifestRoot root;
    private final LinkedHashMap<Long, ManifestPage> pages = new LinkedHashMap<>();

    /** @throws ManifestCorrupt when the gateway goes on serving another one */
    ServedImage(Gateway gateway, Digest digest, Patience patience) throws IOException, InterruptedException {
        this.gateway = gateway;
        this.digest = digest;
        this.patience = patience;
        this.root = untilIntact(
                () -> ManifestRoot.decode(gateway.manifestRoot(digest)).verified(digest));
    }

    ManifestRoot root() {
        return root;
    }

    synchronized ManifestPage pageOf(long chunk) throws IOException, InterruptedException {
        var number = ManifestRoot.pageOf(chunk);
        var page = pages.get(number);
        if (page == null) {
            page = untilIntact(() -> ManifestPage.decode(root, number, gateway.manifestPage(digest, number)));
            pages.putLast(number, page);
            if (pages.size() > PAGES_KEPT) {
                pages.pollFirstEntry();
            }
        }
        return page;
    }

    /**
     * Fetches a chunk that is not zero.
     *
     * @param digest of its content
     * @param plain filled with its content, from position to limit
     * @param frame room for {@link Frames#MAX_BYTES}; holds the frame afterwards
     * @throws FrameCorrupt when the gateway goes on serving something else
     */
    void fetch(long chunk, Digest digest, Frames frames, ByteBuffer frame, ByteBuffer plain)
            throws IOException, InterruptedException {
        untilIntact(() -> {
            gateway.getChunk(this.digest, chunk, frame);
            frames.decompress(frame, plain.duplicate());
            if (!Digest.ofContent(plain).equals(digest)) {
                throw new FrameCorrupt("Chunk %s is not the one that the manifest names".formatted(chunk));
            }
            return plain;
        });
    }

    private interface Fetch<T> {
        T get() throws IOException, InterruptedException;
    }

    private <T> T untilIntact(Fetch<T> fetch) throws IOException, InterruptedException {
        for (int damaged = 1; ; damaged++) {
            try {
                return fetch.get();
            } catch (ManifestCorrupt | FrameCorrupt e) {
                if (damaged >= patience.damagedInARow()) {
                    throw e;
                }
            }
        }
    }
}
