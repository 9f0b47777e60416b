package imprint.agent.transfer;

import imprint.agent.command.CommandInHand;
import imprint.agent.disk.Disk;
import imprint.imaging.manifest.ManifestWriter;
import imprint.imaging.protocol.Command;
import imprint.imaging.protocol.Report;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * Learns what is on a disk that its operating system may be using: the manifest's digest, and how much of it is zeros.
 *
 * <p>why: nothing of it is kept for the write that follows. The running system goes on writing, so each chunk has to be
 * read again once the disk is at rest; digests from before would be a guess. One lane only, since somebody works here.
 */
final class Hash {

    private final CommandInHand inHand;
    private final Command.HashDisk command;

    Hash(CommandInHand inHand, Command.HashDisk command) {
        this.inHand = inHand;
        this.command = command;
    }

    Report run(Path path) throws Exception {
        try (var disk = Disk.openToRead(path);
                var manifest = new ManifestWriter(OutputStream.nullOutputStream())) {
            var layout = disk.layout();
            inHand.begin(layout.bytes());
            var tally = new Tally(layout.chunks());
            var reader = new ChunkReader(disk, layout);
            for (long chunk = 0; chunk < layout.chunks(); chunk++) {
                if (reader.readUnlessZero(chunk)) {
                    manifest.append(reader.digest(), layout.length(chunk));
                } else {
                    manifest.appendZeros(layout.length(chunk));
                    tally.zero();
                }
                inHand.done(layout.length(chunk));
            }
            var digest = manifest.finish().digest().hex();
            return new Report.Succeeded(command.commandId(), command.attempt(), digest, tally.counts());
        }
    }
}
