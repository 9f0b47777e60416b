package imprint.imaging.image;

/** The text is no file name; the message is a sentence for the person who typed it. */
public final class FileNameRefused extends IllegalArgumentException {

    FileNameRefused(String sentence) {
        super(sentence);
    }
}
