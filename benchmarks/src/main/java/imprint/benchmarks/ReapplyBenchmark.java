package imprint.benchmarks;

import java.io.IOException;
import java.nio.file.Path;

/** The same image once more, after a twentieth of the disk's chunks has changed, beside a full apply. */
record ReapplyBenchmark(Laboratory laboratory, long bytes) {

    private static final int ONE_IN = 20;

    Table run(int rounds) throws IOException, InterruptedException {
        var site = ClonedSite.start(laboratory, bytes);
        var former = Disks.make(laboratory, "former.img", bytes, Path.of("/usr/share"));
        var disk = laboratory.file("target.img");
        Disks.replace(disk, former);
        var device = Device.start(laboratory, site.imprint(), disk);
        var full = new Samples();
        var again = new Samples();
        var fullBytes = new Samples();
        var againBytes = new Samples();
        for (int round = 0; round < rounds; round++) {
            Disks.replace(disk, former);
            measure(site, device, disk, full, fullBytes);
            Disks.changeEvery(ONE_IN, disk);
            measure(site, device, disk, again, againBytes);
        }
        return new Table("Apply again to a disk of %s".formatted(Table.mebibytes(bytes)), rounds)
                .row("full apply, time", Table.seconds(full.median()), "1.00")
                .atMost(
                        "5 % of the chunks changed, time",
                        Table.seconds(again.median()), again.median() / full.median(), 0.2)
                .row("full apply, bytes sent", Table.mebibytes(fullBytes.median()), "1.00")
                .atMost(
                        "5 % of the chunks changed, bytes sent",
                        Table.mebibytes(againBytes.median()), againBytes.median() / fullBytes.median(), 0.1)
                .peak("agent", device.agent())
                .peak("server", site.imprint().server())
                .note(
                        "Measured: the steps Write image and Compute checksum (read back past the page cache), as the engine"
                                + " recorded them. A full apply meets a disk with another file system; before the other, a block in"
                                + " every 20th chunk is overwritten. The disk is not in the page cache when a round begins.");
    }

    private static void measure(ClonedSite site, Device device, Path disk, Samples time, Samples bytesSent)
            throws IOException, InterruptedException {
        Shell.dropFromCache(disk);
        var apply = site.imprint().api().await(site.imprint().api().apply(site.image(), device.id()));
        time.add(apply.time("write-image", "compute-checksum"));
        bytesSent.add(apply.bytesSent());
    }
}
