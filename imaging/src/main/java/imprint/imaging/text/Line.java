package imprint.imaging.text;

/** What a line of text may hold. */
public final class Line {

    private Line() {}

    /** Whether the text is one line, all of which is seen, and in its order. */
    public static boolean isPlain(String text) {
        return text.codePoints().noneMatch(Line::isUnprintable);
    }

    private static boolean isUnprintable(int codePoint) {
        // why: a surrogate without its partner has no UTF-8; formats such as right-to-left marks disguise a name.
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
