package imprint.workflows.address;

/** Text that is sent to servers as a part of a line: a break in it would begin another command. */
public final class OneLine {

    private OneLine() {}

    public static boolean is(String text) {
        return text.codePoints().noneMatch(OneLine::breaks);
    }

    private static boolean breaks(int character) {
        return Character.isISOControl(character)
                || Character.getType(character) == Character.LINE_SEPARATOR
                || Character.getType(character) == Character.PARAGRAPH_SEPARATOR;
    }
}
