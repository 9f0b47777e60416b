package imprint.workflows.device;

/** Why a device that asks to enrol waits for an administrator. */
public enum HeldBack {
    /** Its SMBIOS UUID is that of another machine: makers have shipped whole batches with one. */
    SHARED_UUID(
            "Its SMBIOS UUID is also that of another device, with other network cards: admit it if it is a machine of its own, or retire the other one if its cards were replaced."),
    WAS_RETIRED("It was retired, and asks to be let in again."),
    /** Enrolled, but somebody who has not its credential asks in its name; a join token makes up for it. */
    LOST_CREDENTIAL(
            "It is enrolled, but asks to be let in again without its credential: admit it if its disk was changed elsewhere; if it was not, another machine claims to be it.");

    private final String sentence;

    HeldBack(String sentence) {
        this.sentence = sentence;
    }

    /** Whether only an administrator can let it in, whatever join token it shows. */
    boolean outweighsJoinToken() {
        return this != LOST_CREDENTIAL;
    }

    /** For a person. */
    public String sentence() {
        return sentence;
    }
}
