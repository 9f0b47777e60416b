package imprint.benchmarks;

import imprint.imaging.chunk.Digest;
import imprint.imaging.image.FileName;
import imprint.imaging.image.ImageFormat;
import imprint.imaging.manifest.ManifestWriter;
import imprint.workers.image.DigestKind;
import imprint.workers.image.ImageFile;
import imprint.workers.storage.ImageStore;
import imprint.workers.storage.ImageStores;
import imprint.workers.storage.StorageTimeouts;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import org.apache.camel.impl.DefaultCamelContext;

/** A file read from and written to a storage location, and its digests, beside the protocol's native client. */
record StorageBenchmark(Laboratory laboratory, long bytes) {

    private static final String STORED = "stored.img";
    private static final String WRITTEN = "written.img";
    private static final int WARM_UPS = 1;
    private static final int BUFFER_BYTES = 1 << 20;

    Table run(StorageProtocol protocol, int rounds) throws Exception {
        var source = Disks.random(laboratory.file("source.img"), bytes);
        var server = protocol.start(laboratory);
        Files.copy(source, laboratory.directory(StorageContainer.FILES).resolve(STORED));
        try (var camel = new DefaultCamelContext()) {
            camel.start();
            var store = new ImageStores(camel, StorageTimeouts.DEFAULT).open(server.location());
            var read = new Pair(() -> seconds(server.read(), STORED), () -> read(store));
            var write = new Pair(() -> writeBy(server, source), () -> write(store, source));
            var sum = new Pair(
                    () -> seconds(
                            server.copy()
                                    + " | tee >(openssl dgst -sha256) >(openssl dgst -sha1) >(openssl dgst -md5)"
                                    + " | openssl dgst -sha256",
                            STORED),
                    () -> checksum(store));
            for (var pair : List.of(read, write, sum)) {
                Contender.run(WARM_UPS, rounds, List.of(pair.client, pair.imprint));
            }
            return new Table("A file of %s by %s".formatted(Table.mebibytes(bytes), protocol), rounds)
                    .row(server.client() + ", read", rate(read.client), "1.00")
                    .atLeast("Imprint, read", rate(read.imprint), read.speed(), protocol.least())
                    .row(server.client() + ", written", rate(write.client), "1.00")
                    .atLeast("Imprint, written", rate(write.imprint), write.speed(), protocol.least())
                    .row("client | tee, openssl: SHA-256 twice, SHA-1, MD5", time(sum.client), "1.00")
                    .atMost(
                            "Imprint: SHA-256, SHA-1, MD5 and manifest",
                            time(sum.imprint),
                            sum.imprint.beside(sum.client),
                            1.2)
                    .note(
                            "Measured: whole transfers on loopback, logging in included, with the same server, in turns after a round"
                                    + " to warm up. What is read is in the page cache, and goes nowhere. Imprint writes under a temporary"
                                    + " name, asks for the length, and renames. Ratios of reading and writing are those of the rates.");
        }
    }

    private record Pair(Contender client, Contender imprint) {

        Pair(Contender.Measurement client, Contender.Measurement imprint) {
            this(new Contender(client), new Contender(imprint));
        }

        double speed() {
            return client.beside(imprint);
        }
    }

    private double writeBy(StorageServer server, Path source) throws IOException, InterruptedException {
        var took = seconds(server.write(), source, WRITTEN);
        takeAway();
        return took;
    }

    private static double seconds(String line, Object... arguments) throws IOException, InterruptedException {
        return Shell.run(line, arguments).toNanos() / 1e9;
    }

    private double write(ImageStore store, Path source) throws IOException {
        var began = System.nanoTime();
        store.write(new FileName(WRITTEN), UUID.randomUUID(), offset -> {
            var channel = FileChannel.open(source);
            return Channels.newInputStream(channel.position(offset));
        });
        var took = since(began);
        takeAway();
        return took;
    }

    private void takeAway() throws IOException {
        var written = laboratory.file(StorageContainer.FILES).resolve(WRITTEN);
        if (Files.size(written) != bytes) {
            throw new IOException("Only %s bytes were written.".formatted(Files.size(written)));
        }
        Files.delete(written);
    }

    private double read(ImageStore store) throws IOException {
        var began = System.nanoTime();
        try (var in = store.open(new FileName(STORED), 0)) {
            var buffer = new byte[BUFFER_BYTES];
            while (in.read(buffer) >= 0) {
                // why: as the client, which writes to /dev/null.
            }
        }
        return since(began);
    }

    private double checksum(ImageStore store) throws IOException {
        var began = System.nanoTime();
        try (var in = store.open(new FileName(STORED), 0);
                var manifest = new ManifestWriter(OutputStream.nullOutputStream())) {
            new ImageFile(in, _ -> {})
                    .digesting(EnumSet.allOf(DigestKind.class))
                    .decoding(
                            ImageFormat.RAW,
                            (_, plain, length) -> manifest.append(Digest.ofContent(plain, 0, length), length))
                    .read();
            manifest.finish();
        }
        return since(began);
    }

    private static double since(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    private String rate(Contender contender) {
        return Table.rate(bytes / contender.median());
    }

    private static String time(Contender contender) {
        return Table.seconds(contender.median());
    }
}
