package imprint.workers.storage;

import imprint.workers.storage.StorageRefused.Reason;
import imprint.workflows.address.StorageAddress;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/** The control connection of FTP: one line is one command, and what the server says to it has an end. */
final class FtpControl {

    /** For all that is said between two commands: a banner, a handshake of TLS, a list of features. */
    private static final int REPLY_BYTES = 256 << 10;

    private final StorageAddress location;
    private @Nullable GuardedSocket socket;

    FtpControl(StorageAddress location) {
        this.location = location;
    }

    /** @param connected by {@link FtpSockets} */
    void begin(@Nullable Socket connected) {
        if (connected instanceof GuardedSocket guarded) {
            guarded.allow(REPLY_BYTES);
            socket = guarded;
        }
    }

    /** Called before a command is sent. */
    void say(@Nullable String argument) throws StorageRefused {
        if (argument != null && FtpText.read(argument).codePoints().anyMatch(FtpControl::mayEndALine)) {
            // why: the rest would be another command. Nobody is told the argument, it may be the password.
            throw new StorageRefused(
                    Reason.FORBIDDEN,
                    "%s takes no line breaks and no control characters: leave them out of user, password, directory and file name."
                            .formatted(location.label()),
                    null);
        }
        begin(socket);
    }

    private static boolean mayEndALine(int character) {
        return Character.isISOControl(character) || character == 0x2028 || character == 0x2029;
    }
}
