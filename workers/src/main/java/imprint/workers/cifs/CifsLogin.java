package imprint.workers.cifs;

import jcifs.smb.NtlmPasswordAuthenticator;
import org.jspecify.annotations.Nullable;

/**
 * A login at an SMB server.
 *
 * @param domain of the user; null for the server's own users
 */
public record CifsLogin(@Nullable String domain, String user, String password) {

    NtlmPasswordAuthenticator authenticator() {
        return new NtlmPasswordAuthenticator(domain, user, password);
    }

    @Override
    public String toString() {
        // why: a record would print the password into logs.
        return "CifsLogin[domain=" + domain + ", user=" + user + "]";
    }
}
