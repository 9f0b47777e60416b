package imprint.agent.transfer;

import imprint.agent.command.CommandFailed;
import imprint.agent.command.CommandInHand;
import imprint.agent.device.HalfWritten;
import imprint.agent.disk.Disk;
import imprint.agent.disk.DiskClaim;
import imprint.agent.disk.DiskUnreadable;
import imprint.agent.log.DeviceLog;
import imprint.bpmn.ErrorCode;
import imprint.imaging.chunk.Digest;
import imprint.imaging.chunk.DiskLayout;
import imprint.imaging.manifest.ManifestPage;
import imprint.imaging.protocol.Command;
import imprint.imaging.protocol.Report;
import imprint.imaging.zstd.Frames;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Makes the disk match the manifest: reads and hashes the local chunk, leaves it when it is equal, else fetches, checks
 * and writes of it what differs; flushes at the end. What an earlier system left behind the image on a larger disk
 * ({@link Remains}) is made zero.
 *
 * <p>why: it does not read back what it wrote. That is the step after it, {@link Verify}, which reads the whole disk
 * past the page cache and is recorded on its own; doing it here too would read everything twice.
 */
final class Write {

    /** Divides a chunk, and is a multiple of what media write at once. */
    private static final int BLOCK_BYTES = 64 << 10;

    private final CommandInHand inHand;
    private final Command.WriteDisk command;
    private final ServedImage image;
    private final HalfWritten halfWritten;
    private final DeviceLog log;
    private final DiskLayout layout;
    private final Tally tally;

    Write(CommandInHand inHand, Command.WriteDisk command, ServedImage image, HalfWritten halfWritten, DeviceLog log) {
        this.inHand = inHand;
        this.command = command;
        this.image = image;
        this.halfWritten = halfWritten;
        this.log = log;
        this.layout = image.root().layout();
        this.tally = new Tally(layout.chunks());
    }

    Report run(Path path) throws Exception {
        try (var _ = DiskClaim.of(path);
                var disk = Disk.openToWrite(path)) {
            refuseSmaller(disk);
            inHand.begin(layout.bytes());
            Lanes.run(Lanes.NORMAL, layout.chunks(), () -> new WriteLane(disk));
            removeRemains(disk, path);
            disk.flush();
            halfWritten.clear();
        }
        return new Report.Succeeded(command.commandId(), command.attempt(), command.manifestDigest(), tally.counts());
    }

    private void refuseSmaller(Disk disk) throws CommandFailed {
        if (disk.layout().bytes() < layout.bytes()) {
            throw new CommandFailed(
                    ErrorCode.DISK_TOO_SMALL,
                    "The image needs %s bytes and the disk has %s. Choose a smaller image or a larger disk."
                            .formatted(layout.bytes(), disk.layout().bytes()));
        }
    }

    private void removeRemains(Disk disk, Path path) throws IOException {
        var removed = new Remains(disk, layout.bytes(), () -> halfWritten.set(command.operationId())).remove();
        if (removed > 0) {
            log.info("Made %s bytes zero that an earlier system had left on %s behind the image"
                    .formatted(removed, path));
        }
    }

    private final class WriteLane implements Lanes.Lane {

        private final Disk disk;
        private final ChunkReader local;
        private @Nullable Fetching fetching;

        WriteLane(Disk disk) {
            this.disk = disk;
            this.local = new ChunkReader(disk, layout);
        }

        @Override
        public void work(long chunk) throws IOException, InterruptedException {
            var page = image.pageOf(chunk);
            try {
                if (page.isZero(chunk)) {
                    makeZero(chunk);
                } else {
                    makeEqual(chunk, page.digest(chunk));
                }
            } catch (DiskUnreadable unreadable) {
                log.warn(unreadable.getMessage() + " It is overwritten without being read.");
                overwrite(chunk, page);
            }
            inHand.done(layout.length(chunk));
        }

        private void makeZero(long chunk) throws IOException {
            tally.zero();
            if (local.readUnlessZero(chunk)) {
                writeDifferences(chunk, ZEROS.slice(0, layout.length(chunk)));
            }
        }

        private void makeEqual(long chunk, Digest wanted) throws IOException, InterruptedException {
            var isThere = local.readUnlessZero(chunk);
            if (isThere && local.digest().equals(wanted)) {
                tally.skipped();
                return;
            }
            var fetched = fetch(chunk, wanted);
            if (isThere) {
                writeDifferences(chunk, fetched);
            } else {
                write(layout.offset(chunk), fetched);
            }
        }

        /** Heals many disks: they put another sector in the place of one that cannot be read. */
        private void overwrite(long chunk, ManifestPage page) throws IOException, InterruptedException {
            write(
                    layout.offset(chunk),
                    page.isZero(chunk) ? ZEROS.slice(0, layout.length(chunk)) : fetch(chunk, page.digest(chunk)));
        }

        private ByteBuffer fetch(long chunk, Digest wanted) throws IOException, InterruptedException {
            if (fetching == null) {
                fetching = new Fetching();
            }
            return fetching.fetch(chunk, wanted);
        }

        /** Spares the medium what the chunk that was read holds already. */
        private void writeDifferences(long chunk, ByteBuffer content) throws IOException {
            for (int from = 0; from < content.limit(); from += BLOCK_BYTES) {
                var length = Math.min(BLOCK_BYTES, content.limit() - from);
                var block = content.slice(from, length);
                if (!block.equals(local.content().slice(from, length))) {
                    write(layout.offset(chunk) + from, block);
                }
            }
        }

        private void write(long offset, ByteBuffer content) throws IOException {
            halfWritten.set(command.operationId());
            disk.write(offset, content);
        }

        @Override
        public void close() {
            if (fetching != null) {
                fetching.close();
            }
        }
    }

    /** What a lane needs to fetch chunks; nothing of it for a disk that holds the image already. */
    private final class Fetching implements AutoCloseable {

        private final Frames frames = new Frames();
        private final ByteBuffer frame = ByteBuffer.allocateDirect(Frames.MAX_BYTES);
        private final ByteBuffer plain = ByteBuffer.allocateDirect(DiskLayout.CHUNK_BYTES);

        ByteBuffer fetch(long chunk, Digest wanted) throws IOException, InterruptedException {
            plain.clear().limit(layout.length(chunk));
            image.fetch(chunk, wanted, frames, frame, plain);
            tally.sent(frame.remaining());
            return plain;
        }

        @Override
        public void close() {
            frames.close();
        }
    }

    private static final ByteBuffer ZEROS =
            ByteBuffer.allocateDirect(DiskLayout.CHUNK_BYTES).asReadOnlyBuffer();
}
