package imprint.workflows.storage;

/** A password cannot be decrypted; the message is a sentence for a person. */
public final class PasswordUnreadable extends RuntimeException {

    private PasswordUnreadable(String sentence) {
        super(sentence);
    }

    static PasswordUnreadable keyIsMissing(String id) {
        return new PasswordUnreadable(
                "The location's password cannot be read, because the key %s is in none of the key files:".formatted(id)
                        + " put the file back, or enter the password again.");
    }

    static PasswordUnreadable isOfAnother() {
        return new PasswordUnreadable("The location's password cannot be read, because it was kept for another location"
                + " or server: enter it again.");
    }
}
