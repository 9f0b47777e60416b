package imprint.workers.image;

import imprint.imaging.chunk.DiskLayout;
import imprint.imaging.image.ImageFormat;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * An image file, read once from its beginning to its end: the digests of the file and the chunks of the disk in it are
 * worked out at the same time, on several threads.
 */
public final class ImageFile {

    private final InputStream in;
    private final ByteProgress progress;
    private final List<Branch> branches = new ArrayList<>();
    private final Map<DigestKind, FileDigest> digests = new ConcurrentHashMap<>();

    /**
     * @param in the file from its first byte; closed by the caller
     * @param progress hears how much of the file has been read
     */
    public ImageFile(InputStream in, ByteProgress progress) {
        this.in = in;
        this.progress = progress;
    }

    /** Works out digests of the file. */
    public ImageFile digesting(Collection<DigestKind> kinds) {
        kinds.forEach(kind -> branches.add(slices -> digest(kind, slices)));
        return this;
    }

    /** Decodes the disk; the format is known, so that the first bytes are not looked at. */
    public ImageFile decoding(ImageFormat format, ChunkSink sink) {
        branches.add(format == ImageFormat.RAW ? chunks(sink) : slices -> decode(slices, format, sink));
        return this;
    }

    /**
     * Decodes the disk by what the first bytes tell.
     *
     * @param found hears of the format before the first chunk
     */
    public ImageFile decodingFound(Consumer<ImageFormat> found, ChunkSink sink) {
        branches.add(slices -> {
            ImageFormat format = FormatCheck.of(slices.peek());
            found.accept(format);
            if (format == ImageFormat.RAW) {
                chunks(sink).read(slices);
            } else {
                decode(slices, format, sink);
            }
        });
        return this;
    }

    /** Reads the bytes of the file as they are. */
    public ImageFile copying(FileSink sink) {
        branches.add(slices -> sink.read(new SlicesStream(slices)));
        return this;
    }

    /**
     * Reads the file.
     *
     * @throws ImageException when the file is not what it should be
     * @throws IOException what {@code in}, a sink or {@code progress} threw
     */
    public Result read() throws IOException {
        long bytes = Fanout.read(in, progress, branches);
        return new Result(bytes, new FileDigests(digests));
    }

    private void digest(DigestKind kind, Slices slices) throws IOException {
        var digest = kind.start();
        for (Slice slice = slices.next(); slice != null; slice = slices.next()) {
            digest.update(slice.bytes, 0, slice.length());
        }
        digests.put(kind, new FileDigest(kind, HexFormat.of().formatHex(digest.digest())));
    }

    private static void decode(Slices slices, ImageFormat format, ChunkSink sink) throws IOException {
        try (InputStream disk = ImageDecoder.open(format, new SlicesStream(slices))) {
            Fanout.read(disk, _ -> {}, List.of(chunks(sink)));
        }
    }

    private static Branch chunks(ChunkSink sink) {
        return slices -> {
            long chunk = 0;
            for (Slice slice = slices.next(); slice != null; slice = slices.next()) {
                if (chunk * DiskLayout.CHUNK_BYTES + slice.length() > DiskLayout.MAX_BYTES) {
                    throw new ImageCorrupt("The disk in the image file is larger than any disk can be.", null);
                }
                sink.chunk(chunk++, slice.bytes, slice.length());
            }
        };
    }

    /** Takes the bytes of a file. */
    @FunctionalInterface
    public interface FileSink {
        void read(InputStream file) throws IOException;
    }

    /** What reading a file told; the digests are those asked for. */
    public record Result(long bytes, FileDigests digests) {}
}
