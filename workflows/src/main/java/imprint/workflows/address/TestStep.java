package imprint.workflows.address;

/** What a test of a storage location goes through, in this order, as far as its kind has it. */
public enum TestStep {
    NAME("Correct the host, or have the name known to this machine."),
    CONNECT("Correct host and port, start the server, and let the connection through firewalls."),
    TLS("Give the authority that signed the server's certificate, or pin the certificate."),
    LOGIN("Correct domain, user and password, or let the user in at the server."),
    SHARE("Correct the share or export, or allow it to this user or machine at the server."),
    DIRECTORY("Correct the directory, or create it and let the user enter it."),
    WRITE("Let the user write, rename and delete in the directory, and make room."),
    READ("Let the user read files in the directory.");

    private final String remedy;

    TestStep(String remedy) {
        this.remedy = remedy;
    }

    /** How a failure is mended. */
    public String remedy() {
        return remedy;
    }

    /** Whether a location's test goes through this step. */
    public boolean isOf(StorageAddress address) {
        return switch (this) {
            case NAME, CONNECT -> address.server() != null;
            case TLS -> address.tls() != null;
            case LOGIN -> address.userName() != null;
            case SHARE -> address.kind().hasShares();
            case DIRECTORY, WRITE, READ -> true;
        };
    }
}
