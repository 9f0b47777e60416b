package imprint.agent.transfer;

import imprint.agent.command.CommandInHand;
import imprint.agent.disk.Disk;
import imprint.agent.disk.DiskClaim;
import imprint.agent.http.Refused;
import imprint.imaging.chunk.Digest;
import imprint.imaging.protocol.Command;
import imprint.imaging.protocol.Report;
import imprint.imaging.zstd.Frames;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.BitSet;

/** Sends a disk to the gateway: chunks that arrived before are not sent again, zeros only by their place. */
final class Capture {

    /** How often the gateway may find chunks missing that we thought had arrived. */
    private static final int ROUNDS = 3;

    private final CommandInHand inHand;
    private final Command.CaptureDisk command;
    private final Gateway gateway;

    Capture(CommandInHand inHand, Command.CaptureDisk command, Gateway gateway) {
        this.inHand = inHand;
        this.command = command;
        this.gateway = gateway;
    }

    Report run(Path path) throws Exception {
        try (var _ = DiskClaim.of(path);
                var disk = Disk.openToRead(path)) {
            var tally = new Tally(disk.layout().chunks());
            var manifest = sendUntilComplete(disk, tally);
            return new Report.Succeeded(command.commandId(), command.attempt(), manifest.hex(), tally.counts());
        }
    }

    private Digest sendUntilComplete(Disk disk, Tally tally) throws Exception {
        for (int round = 1; ; round++) {
            sendMissing(disk, tally);
            try {
                return gateway.complete(command.operationId());
            } catch (Refused refused) {
                if (refused.status() != 409 || round == ROUNDS) {
                    throw refused;
                }
            }
        }
    }

    private void sendMissing(Disk disk, Tally tally) throws Exception {
        inHand.begin(disk.layout().bytes());
        var arrived = gateway.arrived(command.operationId());
        var zeros = new ZeroRuns(gateway, command.operationId());
        Lanes.run(Lanes.NORMAL, disk.layout().chunks(), () -> new CaptureLane(disk, arrived, zeros, tally));
        zeros.sendAll();
    }

    private final class CaptureLane implements Lanes.Lane {

        private final Disk disk;
        private final BitSet arrived;
        private final ZeroRuns zeros;
        private final Tally tally;
        private final ChunkReader reader;
        private final Frames frames = new Frames();
        private final ByteBuffer frame = ByteBuffer.allocateDirect(Frames.MAX_BYTES);

        CaptureLane(Disk disk, BitSet arrived, ZeroRuns zeros, Tally tally) {
            this.disk = disk;
            this.arrived = arrived;
            this.zeros = zeros;
            this.tally = tally;
            this.reader = new ChunkReader(disk, disk.layout());
        }

        @Override
        public void work(long chunk) throws IOException, InterruptedException {
            if (arrived.get(Math.toIntExact(chunk))) {
                tally.skipped();
            } else if (reader.readUnlessZero(chunk)) {
                send(chunk);
            } else {
                tally.zero();
                zeros.add(chunk);
            }
            zeros.sendIfDue();
            inHand.done(disk.layout().length(chunk));
        }

        private void send(long chunk) throws IOException, InterruptedException {
            frames.compress(reader.content(), frame.clear());
            gateway.putChunk(command.operationId(), chunk, reader.digest(), frame.flip());
            tally.sent(frame.remaining());
        }

        @Override
        public void close() {
            frames.close();
        }
    }
}
