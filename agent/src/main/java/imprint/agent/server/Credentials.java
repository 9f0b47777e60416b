package imprint.agent.server;

import imprint.agent.state.StateFile;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one credential of this device; it is on the disk before it is used. */
public final class Credentials {

    private final StateFile<Credential> file;
    private @Nullable Credential current;

    public Credentials(StateFile<Credential> file) {
        this.file = file;
        this.current = file.read().orElse(null);
    }

    /** What the server takes; empty while the device has to enrol. */
    synchronized Optional<Credential> usable() {
        return Optional.ofNullable(current).filter(held -> !held.refused());
    }

    /** What the server took once. */
    synchronized Optional<Credential> former() {
        return Optional.ofNullable(current).filter(Credential::refused);
    }

    synchronized Credential await() throws InterruptedException {
        while (current == null || current.refused()) {
            wait();
        }
        return current;
    }

    synchronized void keep(Credential credential) {
        file.write(credential);
        current = credential;
        notifyAll();
    }
}
