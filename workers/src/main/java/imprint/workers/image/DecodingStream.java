package imprint.workers.image;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.tukaani.xz.MemoryLimitException;
import org.tukaani.xz.UnsupportedOptionsException;

/** A decoder at work on a file that nobody vouches for: whatever it throws is about the file. */
final class DecodingStream extends BlockStream {

    private final InputStream decoder;

    DecodingStream(InputStream decoder) {
        this.decoder = decoder;
    }

    static ImageException failure(Exception e) {
        return switch (e) {
            case ImageException known -> known;
            case MemoryLimitException limit -> {
                long needed = (long) limit.getMemoryNeeded() << 10;
                // why less: what the decoder needs beside its dictionary is nothing that anybody chose.
                yield WindowTooLarge.ofXz(needed >> 20 << 20, ImageDecoder.MOST_BYTES);
            }
            case UnsupportedOptionsException _ ->
                new FormatUnsupported(
                        "The image file was compressed by xz with options that are not read here: compress it with \"xz\" alone.");
            default -> corrupt(e);
        };
    }

    private static ImageCorrupt corrupt(Exception e) {
        // why: some decoders say nothing when a file ends too early, and some put a full stop behind what they say.
        String why = e instanceof EOFException ? "it ends too early" : e.getMessage();
        String sentence = "The image file is damaged or cut short";
        return new ImageCorrupt(
                why == null ? sentence + "." : "%s: %s.".formatted(sentence, why.replaceFirst("\\.$", "")), e);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws ImageException {
        try {
            return decoder.read(into, offset, length);
        } catch (IOException | RuntimeException e) {
            throw failure(e);
        }
    }

    @Override
    public void close() throws IOException {
        decoder.close();
    }
}
