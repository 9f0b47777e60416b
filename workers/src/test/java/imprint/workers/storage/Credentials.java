package imprint.workers.storage;

/** A login that a test's server lets in. */
public record Credentials(String user, String password) {}
