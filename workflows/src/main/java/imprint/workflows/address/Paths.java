package imprint.workflows.address;

import imprint.workflows.failure.InvalidInput;

/** What a path may not be. */
final class Paths {

    private Paths() {}

    static void require(String field, String path) {
        if (!OneLine.is(path) || path.matches("(.*/)?\\.\\.(/.*)?")) {
            throw new InvalidInput(field, "A path has no control characters and no \"..\".");
        }
    }

    /** For names that a Windows server must hold. */
    static void requireWindows(String field, String path) {
        require(field, path);
        if (path.matches(".*[\\\\:*?\"<>|].*")) {
            throw new InvalidInput(field, "Use / between directories, and none of \\ : * ? \" < > | in their names.");
        }
    }

    /** Without slashes around it. */
    static String relative(String path) {
        return path.replaceAll("^/+|/+$", "");
    }
}
