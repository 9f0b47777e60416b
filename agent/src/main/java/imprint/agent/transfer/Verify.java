package imprint.agent.transfer;

import imprint.agent.command.CommandFailed;
import imprint.agent.command.CommandInHand;
import imprint.agent.disk.Disk;
import imprint.agent.disk.DiskClaim;
import imprint.agent.http.Backoff;
import imprint.agent.log.DeviceLog;
import imprint.bpmn.ErrorCode;
import imprint.imaging.chunk.DiskLayout;
import imprint.imaging.manifest.ManifestPage;
import imprint.imaging.protocol.Command;
import imprint.imaging.protocol.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/**
 * Reads the disk back past the page cache and compares each chunk with the manifest. Holes of a file count as the zeros
 * that they are; a block device is read from beginning to end.
 */
final class Verify {

    private static final int MOST_NAMED = 10;

    private final CommandInHand inHand;
    private final Command.VerifyDisk command;
    private final ServedImage image;
    private final Patience patience;
    private final DeviceLog log;
    private final DiskLayout layout;
    private final Tally tally;
    private final LongAdder different = new LongAdder();
    private final ConcurrentSkipListSet<Long> named = new ConcurrentSkipListSet<>();

    Verify(CommandInHand inHand, Command.VerifyDisk command, ServedImage image, Patience patience, DeviceLog log) {
        this.inHand = inHand;
        this.command = command;
        this.image = image;
        this.patience = patience;
        this.log = log;
        this.layout = image.root().layout();
        this.tally = new Tally(layout.chunks());
    }

    Report run(Path path) throws Exception {
        try (var _ = claim(path);
                var disk = Disk.openPastCache(path)) {
            refuseSmaller(disk);
            log.info("Reading %s back past the page cache (%s)".formatted(path, disk.cacheBypass()));
            inHand.begin(layout.bytes());
            Lanes.run(Lanes.NORMAL, layout.chunks(), () -> new VerifyLane(disk));
        }
        refuseDifferent();
        return new Report.Succeeded(command.commandId(), command.attempt(), command.manifestDigest(), tally.counts());
    }

    /** Waits a while for those who look at what has just been written: udev, blkid, a desktop. */
    private DiskClaim claim(Path path) throws IOException, CommandFailed, InterruptedException {
        var backoff = new Backoff(patience.firstRetry(), patience.longestRetry(), ThreadLocalRandom.current());
        var deadline = System.nanoTime() + patience.diskTaken().toNanos();
        for (var isFirst = true; ; isFirst = false) {
            try {
                return DiskClaim.of(path);
            } catch (CommandFailed taken) {
                if (System.nanoTime() > deadline) {
                    throw new CommandFailed(
                            taken.code(),
                            "The image was written, and not read back: %s What is there already will not be written again."
                                    .formatted(taken.sentence()));
                }
                if (isFirst) {
                    log.info("Waits to read back: " + taken.sentence());
                }
            }
            backoff.pause();
        }
    }

    private void refuseSmaller(Disk disk) throws CommandFailed {
        if (disk.layout().bytes() < layout.bytes()) {
            throw new CommandFailed(
                    ErrorCode.CHECKSUM_MISMATCH,
                    "The disk ends after %s of the image's %s bytes."
                            .formatted(disk.layout().bytes(), layout.bytes()));
        }
    }

    private void refuseDifferent() throws CommandFailed {
        if (different.sum() > 0) {
            var first = named.stream().limit(MOST_NAMED).map(Object::toString).collect(Collectors.joining(", "));
            throw new CommandFailed(
                    ErrorCode.CHECKSUM_MISMATCH,
                    "The disk does not hold the image: %s of %s chunks differ, among them %s. Check the disk, then apply the image again."
                            .formatted(different.sum(), layout.chunks(), first));
        }
    }

    private final class VerifyLane implements Lanes.Lane {

        private final ChunkReader reader;

        VerifyLane(Disk disk) {
            this.reader = new ChunkReader(disk, layout);
        }

        @Override
        public void work(long chunk) throws IOException, InterruptedException {
            var page = image.pageOf(chunk);
            if (!isEqual(chunk, page)) {
                note(chunk);
            }
            if (page.isZero(chunk)) {
                tally.zero();
            } else {
                tally.skipped();
            }
            inHand.done(layout.length(chunk));
        }

        private void note(long chunk) {
            different.increment();
            // why: of a disk that is wrong from end to end only the first few are worth the memory.
            if (named.size() < MOST_NAMED) {
                named.add(chunk);
            }
        }

        private boolean isEqual(long chunk, ManifestPage page) throws IOException {
            return reader.readUnlessZero(chunk)
                    ? !page.isZero(chunk) && reader.digest().equals(page.digest(chunk))
                    : page.isZero(chunk);
        }

        @Override
        public void close() {}
    }
}
