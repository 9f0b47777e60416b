package imprint.workers.image;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** A decoder at work on a file that nobody vouches for: whatever it throws means that the file is corrupt. */
final class DecodingStream extends InputStream {

    private final InputStream decoder;

    DecodingStream(InputStream decoder) {
        this.decoder = decoder;
    }

    static ImageCorrupt corrupt(Exception e) {
        // why: some decoders say nothing when a file ends too early, and some put a full stop behind what they say.
        String why = e instanceof EOFException ? "it ends too early" : e.getMessage();
        String sentence = "The image file is damaged or cut short";
        return new ImageCorrupt(
                why == null ? sentence + "." : "%s: %s.".formatted(sentence, why.replaceFirst("\\.$", "")), e);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws ImageCorrupt {
        try {
            return decoder.read(into, offset, length);
        } catch (IOException | RuntimeException e) {
            throw corrupt(e);
        }
    }

    @Override
    public void close() throws IOException {
        decoder.close();
    }
}
