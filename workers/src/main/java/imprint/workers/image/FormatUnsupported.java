package imprint.workers.image;

/** What the file holds is no disk byte for byte, or is compressed in a way that is not read. */
public final class FormatUnsupported extends ImageException {

    FormatUnsupported(String sentence) {
        super(sentence, null);
    }
}
