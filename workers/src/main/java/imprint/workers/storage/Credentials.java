package imprint.workers.storage;

/** A login at a storage location. */
public record Credentials(String user, String password) {

    @Override
    public String toString() {
        // why: a record would print the password into logs.
        return "Credentials[user=" + user + "]";
    }
}
