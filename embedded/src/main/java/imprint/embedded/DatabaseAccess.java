package imprint.embedded;

import java.util.Optional;

/**
 * A PostgreSQL database and the two roles in it.
 *
 * @param url JDBC address, without user and password
 * @param application may read and write, and change no table
 * @param owner owns the schema and migrates it; absent where another node does that
 */
public record DatabaseAccess(String url, Login application, Optional<Login> owner) {}
