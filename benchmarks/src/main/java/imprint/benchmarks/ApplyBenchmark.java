package imprint.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** An image onto a disk that holds another system, read back, beside {@code curl | zstd -dc | dd} and {@code openssl}. */
record ApplyBenchmark(Laboratory laboratory, long bytes) {

    Table run(int rounds) throws IOException, InterruptedException {
        var site = ClonedSite.start(laboratory, bytes);
        var former = Disks.make(laboratory, "former.img", bytes, Path.of("/usr/share"));
        var disk = laboratory.file("target.img");
        Disks.replace(disk, former);
        var device = Device.start(laboratory, site.imprint(), disk);
        var byHand = laboratory.file("by-hand.img");
        var pipeline = new Samples();
        var applied = new Samples();
        var written = new Samples();
        for (int round = 0; round < rounds; round++) {
            Disks.replace(byHand, former);
            Shell.dropFromCache(byHand, site.file());
            pipeline.add(Shell.run(
                            "curl -sSf \"$1\" | zstd -dcq | dd of=\"$2\" bs=4M iflag=fullblock conv=fsync,notrunc status=none",
                            site.address(),
                            byHand)
                    .plus(readBack(byHand)));

            Disks.replace(disk, former);
            Shell.dropFromCache(disk, site.file());
            var apply = site.imprint().api().await(site.imprint().api().apply(site.image(), device.id()));
            applied.add(apply.time("write-image", "compute-checksum"));
            written.add(apply.time("write-image", "write-image"));
        }
        Disks.requireEqual(List.of(disk, byHand));
        return new Table("Apply to a disk of %s".formatted(Table.mebibytes(bytes)), rounds)
                .row("curl | zstd -dc | dd, openssl dgst", Table.seconds(pipeline.median()), "1.00")
                .atMost(
                        "Imprint: written and read back",
                        Table.seconds(applied.median()),
                        applied.median() / pipeline.median(),
                        0.7)
                .row("  of which written", Table.seconds(written.median()))
                .peak("agent", device.agent())
                .peak("server", site.imprint().server())
                .note(
                        "Measured: the steps Write image and Compute checksum, from the first's start to the second's end, as"
                                + " the engine recorded them. The image is at the site already, as after a clone; the disk holds"
                                + " another file system before each round. dd writes with fsync and keeps the file (notrunc), as on"
                                + " a block device; both read back past the page cache.");
    }

    private static Duration readBack(Path disk) throws IOException, InterruptedException {
        Shell.dropFromCache(disk);
        return Shell.run("openssl dgst -sha256 \"$1\"", disk);
    }
}
