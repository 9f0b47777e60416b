package imprint.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** A disk into an image file on a web server, beside {@code dd | zstd | curl -T} to the same. */
record CloneBenchmark(Laboratory laboratory, long bytes) {

    Table run(int rounds) throws IOException, InterruptedException {
        var disk = Disks.make(laboratory, "disk.img", bytes, Path.of("/usr/lib"));
        var web = WebServer.start(laboratory);
        var imprint = Imprint.start(laboratory);
        var location = imprint.api().location(web);
        var device = Device.start(laboratory, imprint, disk);
        var pipeline = new Samples();
        var stored = new Samples();
        var readBack = new Samples();
        for (int round = 0; round < rounds; round++) {
            Shell.dropFromCache(disk);
            pipeline.add(Shell.run(
                    "dd if=\"$1\" bs=4M status=none | zstd -q -3 -T2 | curl -sSf -T - \"$2\"",
                    disk,
                    web.address("pipeline.img.zst")));
            Files.delete(web.path("pipeline.img.zst"));

            Shell.dropFromCache(disk);
            var file = "clone-%s.img.zst".formatted(round);
            var clone = imprint.api().await(imprint.api().clone(device.id(), location, file));
            stored.add(clone.time("transfer-image", "store-image"));
            readBack.add(clone.time("compute-checksum", "compute-checksum"));
        }
        Shell.run("zstd -dcq \"$1\" | cmp - \"$2\"", web.path("clone-0.img.zst"), disk);
        return new Table("Clone of a disk of %s".formatted(Table.mebibytes(bytes)), rounds)
                .row("dd | zstd -3 -T2 | curl -T", Table.seconds(pipeline.median()), "1.00")
                .atMost(
                        "Imprint: captured, sent and stored",
                        Table.seconds(stored.median()),
                        stored.median() / pipeline.median(),
                        0.9)
                .row(
                        "  read back and checked, besides",
                        Table.seconds(readBack.median()),
                        String.format(Locale.ROOT, "+%.2f", readBack.median() / pipeline.median()))
                .peak("agent", device.agent())
                .peak("server", imprint.server())
                .note(
                        "Measured: the steps Transfer image and Store image, from the first's start to the second's end, then"
                                + " Compute checksum (the read-back), as the engine recorded them. All on loopback, to the same"
                                + " nginx; the disk is not in the page cache when a round begins. The read-back is %s %% of all."
                                        .formatted(Math.round(
                                                100 * readBack.median() / (stored.median() + readBack.median()))));
    }
}
