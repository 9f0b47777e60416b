package imprint.benchmarks;

import java.io.IOException;
import java.nio.file.Files;

/** All digests and the manifest of an image file on a web server, beside what computes one digest, or the four. */
record ChecksumBenchmark(Laboratory laboratory, long bytes) {

    Table run(int rounds) throws IOException, InterruptedException {
        var web = WebServer.start(laboratory);
        var image = Disks.random(web.path("image.img"), bytes);
        var imprint = Imprint.start(laboratory);
        var location = imprint.api().location(web);
        imprint.api().addProduct();
        var one = new Samples();
        var four = new Samples();
        var ours = new Samples();
        for (int round = 0; round < rounds; round++) {
            one.add(Shell.run("curl -sSf \"$1\" | sha256sum", web.address("image.img")));
            four.add(Shell.run(
                    "curl -sSf \"$1\" | tee >(openssl dgst -sha256) >(openssl dgst -sha1) >(openssl dgst -md5)"
                            + " | openssl dgst -sha256",
                    web.address("image.img")));
            // why: an image file enters the inventory once.
            var name = "image-%s.img".formatted(round);
            Files.createLink(web.path(name), image);
            var add = imprint.api().await(imprint.api().add(location, name));
            ours.add(add.time("compute-checksum", "compute-checksum"));
        }
        return new Table("Digests of an image of %s".formatted(Table.mebibytes(bytes)), rounds)
                .row("curl | sha256sum", Table.seconds(one.median()), "1.00")
                .atMost(
                        "Imprint: SHA-256, SHA-1, MD5 and manifest",
                        Table.seconds(ours.median()),
                        ours.median() / one.median(),
                        0.8)
                .row("curl | tee, openssl: SHA-256 twice, SHA-1, MD5", Table.seconds(four.median()), "1.00")
                .atMost("Imprint, beside that", Table.seconds(ours.median()), ours.median() / four.median(), 1.1)
                .peak("server", imprint.server())
                .note(
                        "Measured: the step Compute checksum of an add, as the engine recorded it. Random bytes, in the page"
                                + " cache, from nginx on loopback. The goal beside sha256sum is 0.60.");
    }
}
