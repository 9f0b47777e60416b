package imprint.workers.site;

import imprint.imaging.chunk.DiskLayout;
import imprint.imaging.image.ImageFormat;
import imprint.imaging.zstd.SeekTable;
import imprint.imaging.zstd.SeekTableCorrupt;
import imprint.imaging.zstd.SeekTableMissing;
import imprint.workers.image.ChecksumMismatch;
import imprint.workers.image.ChunkCodecs;
import imprint.workers.image.ImageCorrupt;
import imprint.workers.spool.ImageLease;
import imprint.workers.storage.ImageStores;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Fetches one image file from its location into the spool, once. */
final class ImageFetch {

    /** Chunks that are checked, compressed and flushed at the same time: up to 4 MiB each. */
    private static final int AT_ONCE = 8;

    private final TransferOrder order;
    private final ImageStores stores;
    private final ImageLease image;
    private final StagedChunks chunks;
    private final StepProgress progress;

    ImageFetch(TransferOrder order, ImageStores stores, ImageLease image, ChunkCodecs codecs, StepProgress progress) {
        this.order = order;
        this.stores = stores;
        this.image = image;
        this.chunks = new StagedChunks(image, codecs);
        this.progress = progress;
    }

    /** Returns when the image is in the spool, and its file has the digests that were ordered. */
    void run() throws IOException {
        chunks.putZeros();
        RemoteFile file =
                RemoteFile.of(stores.open(order.location()), order.file().file());
        Optional<SeekTable> table = seekTable(file);
        try (Tasks tasks = new Tasks(AT_ONCE)) {
            read(file, table, tasks);
            tasks.join();
        }
        if (!image.disk().isComplete()) {
            throw new ImageCorrupt(
                    "The disk in the image file ends %s chunks too early."
                            .formatted(image.disk().missing()),
                    null);
        }
    }

    private void read(RemoteFile file, Optional<SeekTable> table, Tasks tasks) throws IOException {
        try {
            if (table.isPresent()) {
                copyFrames(file, table.get(), tasks);
            } else {
                recompress(file, tasks);
            }
        } catch (ChecksumMismatch e) {
            // why first: which chunk is damaged says more, and may be found only now.
            tasks.join();
            throw e;
        }
    }

    private void copyFrames(RemoteFile file, SeekTable table, Tasks tasks) throws IOException {
        read(file, bytes -> bytes.copying(in -> copyFrames(in, table, tasks)));
    }

    private void copyFrames(InputStream in, SeekTable table, Tasks tasks) throws IOException {
        for (long chunk = 0; chunk < table.frames(); chunk++) {
            byte[] frame = in.readNBytes(table.length(chunk));
            if (frame.length < table.length(chunk)) {
                throw new EOFException("The image file ends within chunk " + chunk);
            }
            long number = chunk;
            if (!chunks.has(number)) {
                tasks.submit(() -> chunks.putFrame(number, ByteBuffer.wrap(frame)));
            }
        }
    }

    private void recompress(RemoteFile file, Tasks tasks) throws IOException {
        DiskLayout layout = image.disk().layout();
        read(
                file,
                bytes -> bytes.decoding(order.file().format(), (chunk, plain, length) -> {
                    progress.pieceMoved();
                    if (chunk >= layout.chunks() || length != layout.length(chunk)) {
                        throw new ImageCorrupt(
                                "The disk in the image file has not the size that its manifest says.", null);
                    }
                    ByteBuffer copy = ByteBuffer.wrap(plain.clone(), 0, length);
                    tasks.submit(() -> chunks.putPlain(chunk, copy));
                }));
    }

    // why: the whole file, whatever has arrived before: its digests are those of all its bytes.
    private void read(RemoteFile file, OrderedFile.Reading reading) throws IOException {
        new OrderedFile(order, stores, progress).read(file.size(), reading);
    }

    /** Where the file's frames stand, if they are the chunks of the disk. */
    private Optional<SeekTable> seekTable(RemoteFile file) throws IOException {
        if (order.file().format() != ImageFormat.ZSTD) {
            return Optional.empty();
        }
        try {
            SeekTable table = SeekTable.read(file);
            return Optional.of(table)
                    .filter(found -> found.layout().equals(image.disk().layout()));
        } catch (SeekTableMissing | SeekTableCorrupt e) {
            return Optional.empty();
        }
    }
}
