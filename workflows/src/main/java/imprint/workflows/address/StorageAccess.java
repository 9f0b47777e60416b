package imprint.workflows.address;

import org.jspecify.annotations.Nullable;

/** A location with what is needed to enter it; handed to the data plane only, never to a page or a log. */
public record StorageAccess(
        StorageAddress address, @Nullable String password) {

    @Override
    public String toString() {
        return "StorageAccess[%s]".formatted(address.url());
    }
}
