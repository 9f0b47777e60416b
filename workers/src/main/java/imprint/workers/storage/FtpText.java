package imprint.workers.storage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.stream.Stream;

/**
 * Text as the FTP client sends and gets it: with a character for each byte. To the server it is UTF-8 (RFC 2640), but for
 * names that lie at a server in Latin-1.
 */
final class FtpText {

    /** The client's encoding, in which no byte is lost. */
    static final Charset BYTES = ISO_8859_1;

    private FtpText() {}

    /** What is sent for a text. */
    static String of(String text) {
        return new String(text.getBytes(UTF_8), BYTES);
    }

    /** What may be sent for a name, the most likely first. */
    static List<String> spellings(String name) {
        return BYTES.newEncoder().canEncode(name)
                ? Stream.of(of(name), name).distinct().toList()
                : List.of(of(name));
    }

    /** What a person reads. */
    static String read(String received) {
        try {
            return UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(received.getBytes(BYTES)))
                    .toString();
        } catch (CharacterCodingException e) {
            // why: it is no UTF-8, and as Latin-1 it can be read already.
            return received;
        }
    }
}
