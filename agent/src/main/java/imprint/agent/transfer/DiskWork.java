package imprint.agent.transfer;

import imprint.agent.command.CommandInHand;
import imprint.agent.device.HalfWritten;
import imprint.agent.device.Machine;
import imprint.agent.disk.Disk;
import imprint.agent.disk.TargetDisks;
import imprint.agent.http.Exchange;
import imprint.agent.log.DeviceLog;
import imprint.imaging.chunk.Digest;
import imprint.imaging.protocol.Command;
import imprint.imaging.protocol.Report;
import java.net.URI;
import tools.jackson.databind.json.JsonMapper;

/** Carries out the commands that are about a disk. Each may be run twice: the second run finds less to do. */
public final class DiskWork {

    private final Machine machine;
    private final HalfWritten halfWritten;
    private final Exchange exchange;
    private final JsonMapper json;
    private final Patience patience;
    private final DeviceLog log;

    public DiskWork(
            Machine machine,
            HalfWritten halfWritten,
            Exchange exchange,
            JsonMapper json,
            Patience patience,
            DeviceLog log) {
        this.machine = machine;
        this.halfWritten = halfWritten;
        this.exchange = exchange;
        this.json = json;
        this.patience = patience;
        this.log = log;
    }

    public Report capture(CommandInHand inHand, Command.CaptureDisk command) throws Exception {
        var disk = TargetDisks.choose(machine.disks(), command.disk());
        return new Capture(inHand, command, gateway(inHand, command.gateway())).run(disk);
    }

    public Report write(CommandInHand inHand, Command.WriteDisk command) throws Exception {
        var disk = TargetDisks.choose(machine.disks(), command.disk());
        Disk.requireWritable(disk);
        var gateway = gateway(inHand, command.gateway());
        var image = new ServedImage(gateway, Digest.parse(command.manifestDigest()), patience);
        return new Write(inHand, command, image, halfWritten, log).run(disk);
    }

    public Report verify(CommandInHand inHand, Command.VerifyDisk command) throws Exception {
        var disk = TargetDisks.choose(machine.disks(), command.disk());
        var gateway = gateway(inHand, command.gateway());
        var image = new ServedImage(gateway, Digest.parse(command.manifestDigest()), patience);
        return new Verify(inHand, command, image, patience, log).run(disk);
    }

    private Gateway gateway(CommandInHand inHand, URI base) {
        return new Gateway(exchange, json, patience, inHand, base);
    }
}
