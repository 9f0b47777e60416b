package imprint.history;

/**
 * How much of a text is kept.
 *
 * @param length in characters, at most
 */
record KeptText(int length) {
    boolean isTooLong(String text) {
        return text.length() > length;
    }

    String bounded(String text) {
        if (!isTooLong(text)) {
            return text;
        }
        // why: half of a surrogate pair is no character.
        int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        return text.substring(0, end);
    }
}
