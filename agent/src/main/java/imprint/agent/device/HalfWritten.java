package imprint.agent.device;

import imprint.agent.state.StateFile;
import java.util.UUID;

/** The mark that a write has changed the disk and has not come to its end: what is on it is no image. */
public final class HalfWritten {

    private final StateFile<Mark> file;
    private volatile boolean set;

    /**
     * What is kept of it.
     *
     * @param operationId whose write it is
     */
    public record Mark(UUID operationId) {}

    public HalfWritten(StateFile<Mark> file) {
        this.file = file;
        this.set = file.read().isPresent();
    }

    public boolean isSet() {
        return set;
    }

    /** To be called before the disk is changed, as often as one likes. */
    public void set(UUID operationId) {
        if (!set) {
            setOnce(operationId);
        }
    }

    private synchronized void setOnce(UUID operationId) {
        if (!set) {
            file.write(new Mark(operationId));
            set = true;
        }
    }

    /** The disk holds a whole image. */
    public synchronized void clear() {
        file.delete();
        set = false;
    }
}
