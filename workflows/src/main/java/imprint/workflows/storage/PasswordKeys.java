package imprint.workflows.storage;

import imprint.workflows.failure.Conflict;
import java.util.List;

/** The keys that passwords are encrypted with; asked anew each time, because another process may have renewed them. */
public interface PasswordKeys {

    /** The newest first: it encrypts, and all of them decrypt. */
    List<PasswordKey> all();

    /**
     * Makes a new key the newest; where keys are given from outside, nothing: the newest is the one given first.
     */
    void renew();

    /**
     * Forgets a key.
     *
     * @throws Conflict when keys are given from outside, where it must be taken away
     */
    void remove(String id);

    default PasswordKey newest() {
        return all().getFirst();
    }
}
