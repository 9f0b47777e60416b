package imprint.workflows.address;

import imprint.workflows.failure.InvalidInput;
import org.jspecify.annotations.Nullable;

/**
 * A machine that keeps files.
 *
 * @param host its name or address; an IPv6 address without brackets
 * @param port null for the protocol's own
 */
public record Server(String host, @Nullable Integer port) {

    public Server {
        host = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        if (!host.matches("[A-Za-z0-9._:-]{1,253}")) {
            throw new InvalidInput("host", "Name the server: letters, digits, dots and dashes.");
        }
        if (port != null && (port < 1 || port > 65_535)) {
            throw new InvalidInput("port", "A port is a number from 1 to 65535.");
        }
    }

    public int portOr(int usual) {
        return port == null ? usual : port;
    }
}
