package imprint.workflows.device;

/** Why only an administrator can let a device in, whatever join token it shows. */
public enum HeldBack {
    /** Its SMBIOS UUID is that of another machine: makers have shipped whole batches with one. */
    SHARED_UUID(
            "Its SMBIOS UUID is also that of another device, with other network cards: admit it if it is a machine of its own, or retire the other one if its cards were replaced."),
    WAS_RETIRED("It was retired, and asks to be let in again.");

    private final String sentence;

    HeldBack(String sentence) {
        this.sentence = sentence;
    }

    /** For a person. */
    public String sentence() {
        return sentence;
    }
}
