package imprint.imaging.text;

/** What a line of text may hold. */
public final class Line {

    private Line() {}

    /** Whether the text is one line, all of which is seen, and in its order. */
    public static boolean isPlain(String text) {
        return text.codePoints().noneMatch(Line::isUnprintable);
    }

    /** The text as one line of which all is seen: what ends lines becomes a space, what disguises text is left out. */
    public static String plain(String text) {
        var plain = new StringBuilder(text.length());
        text.codePoints().forEach(codePoint -> {
            if (!isUnprintable(codePoint) || isJoiner(codePoint)) {
                plain.appendCodePoint(codePoint);
            } else if (Character.isWhitespace(codePoint)) {
                plain.append(' ');
            }
        });
        return plain.toString().strip();
    }

    // why kept: Persian and Sinhala are spelled with them, and they disguise nothing.
    private static boolean isJoiner(int codePoint) {
        return codePoint == 0x200C || codePoint == 0x200D;
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
