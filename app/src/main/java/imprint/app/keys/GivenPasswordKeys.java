package imprint.app.keys;

import imprint.workflows.failure.Conflict;
import imprint.workflows.storage.PasswordKey;
import imprint.workflows.storage.PasswordKeys;
import java.nio.file.Path;
import java.util.List;

/** Keys in files that somebody else looks after, such as the secrets of an orchestrator; the newest is named first. */
record GivenPasswordKeys(List<Path> files) implements PasswordKeys {

    @Override
    public List<PasswordKey> all() {
        return files.stream().map(PasswordKeyFile::read).toList();
    }

    @Override
    public void renew() {
        // why nothing: the new key was put before the old ones in the setting.
    }

    @Override
    public void remove(String id) {
        throw new Conflict("The keys are given from outside: take the file out of the setting imprint.password-keys.");
    }
}
