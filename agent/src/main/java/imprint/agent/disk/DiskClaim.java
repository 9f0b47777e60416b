package imprint.agent.disk;

import imprint.agent.command.CommandFailed;
import imprint.bpmn.ErrorCode;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The right to use a disk alone: while it is held nobody can mount the disk, or a partition of it.
 *
 * <p>Linux gives it by {@code open(O_EXCL)} of a block device, and refuses while the disk or a partition of it is
 * mounted, in any name space, is swapped to, or belongs to a volume group or an array. The loop devices over it, and over
 * those, are claimed as well: Linux lets them be mounted whoever has what lies under them.
 */
public final class DiskClaim implements Closeable {

    private final List<Descriptor> claims = new ArrayList<>();

    private DiskClaim() {}

    /**
     * Takes the disk for ourselves.
     *
     * @throws CommandFailed when it is in use
     */
    public static DiskClaim of(Path disk) throws IOException, CommandFailed {
        var claim = new DiskClaim();
        try {
            if (!Files.isRegularFile(disk)) {
                claim.add(disk, disk);
            }
            for (var device : LoopDevices.over(disk)) {
                claim.add(device, disk);
            }
            return claim;
        } catch (IOException | CommandFailed | RuntimeException e) {
            claim.close();
            throw e;
        }
    }

    private void add(Path device, Path disk) throws IOException, CommandFailed {
        var opened = Linux.open(device, Linux.O_RDONLY | Linux.O_EXCL);
        if (!opened.failed()) {
            claims.add(Descriptor.of(opened));
        } else if (opened.errno() == Linux.EBUSY) {
            throw new CommandFailed(
                    ErrorCode.DISK_MOUNTED,
                    "%s is in use%s: %s. Release it on the device, then start the operation again."
                            .formatted(disk, device.equals(disk) ? "" : " through " + device, use(device)));
        } else {
            throw notOpened(device, opened.errno());
        }
    }

    private static IOException notOpened(Path device, int errno) {
        var sentence = "%s cannot be opened (error %s)".formatted(device, errno);
        return switch (errno) {
            case Linux.EIO, Linux.ENXIO, Linux.ENODEV, Linux.ENOMEDIUM ->
                new DiskFaulty(DiskFaulty.sentence(sentence), null);
            default -> new IOException(sentence);
        };
    }

    private static String use(Path device) throws IOException {
        return DiskUse.ofThisMachine().of(device.toRealPath().getFileName().toString());
    }

    @Override
    public void close() {
        claims.forEach(Descriptor::close);
    }
}
