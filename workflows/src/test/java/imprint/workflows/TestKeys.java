package imprint.workflows;

import imprint.workflows.storage.PasswordKey;
import imprint.workflows.storage.PasswordKeys;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keys that live as long as the test. */
public class TestKeys implements PasswordKeys {

    private final List<PasswordKey> keys = new CopyOnWriteArrayList<>();

    public TestKeys() {
        renew();
    }

    @Override
    public List<PasswordKey> all() {
        return keys;
    }

    @Override
    public final void renew() {
        var bytes = new byte[PasswordKey.BYTES];
        new SecureRandom().nextBytes(bytes);
        keys.addFirst(PasswordKey.of(bytes));
    }

    @Override
    public void remove(String id) {
        keys.removeIf(key -> key.id().equals(id));
    }
}
