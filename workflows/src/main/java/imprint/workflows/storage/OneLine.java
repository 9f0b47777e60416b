package imprint.workflows.storage;

/** Text that is sent to servers as a part of a line: a break in it would begin another command. */
final class OneLine {

    private OneLine() {}

    static boolean is(String text) {
        return text.codePoints().noneMatch(OneLine::breaks);
    }

    private static boolean breaks(int character) {
        return Character.isISOControl(character)
                || Character.getType(character) == Character.LINE_SEPARATOR
                || Character.getType(character) == Character.PARAGRAPH_SEPARATOR;
    }
}
