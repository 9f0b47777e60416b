package imprint.workflows.storage;

import imprint.workflows.address.StorageAccess;
import imprint.workflows.storage.LocationTest.Failure;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Looks at locations, for operations and for people. Takes as long as the locations' servers do: in no transaction, and
 * only so many at once.
 */
@Service
@Transactional(propagation = Propagation.NEVER)
public class StorageLooks {

    private static final int AT_ONCE = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final StorageLocations locations;
    private final StorageProbe probe;
    private final StorageBrowser browser;
    private final StorageTester tester;
    private final Semaphore turns = new Semaphore(AT_ONCE, true);

    StorageLooks(StorageLocations locations, StorageProbe probe, StorageBrowser browser, StorageTester tester) {
        this.locations = locations;
        this.probe = probe;
        this.browser = browser;
        this.tester = tester;
    }

    /**
     * Looks now. What was found, or the exception of {@link StorageProbe}, comes when it is asked for: whoever decides
     * may have objections that go first.
     */
    public Supplier<StorageProbe.Found> look(UUID locationId, String fileName) {
        return found(() -> probe.look(locations.accessTo(locationId), fileName));
    }

    /** As {@link #look}, for an operation that will write the file. */
    public Supplier<StorageProbe.Found> lookToWrite(UUID locationId, String fileName) {
        return found(() -> probe.lookToWrite(locations.accessTo(locationId), fileName));
    }

    private Supplier<StorageProbe.Found> found(Supplier<StorageProbe.Found> look) {
        try {
            var found = inTurn(look);
            return () -> found;
        } catch (RuntimeException e) {
            return () -> {
                throw e;
            };
        }
    }

    /** @throws LocationUnavailable when the location does not answer, or refuses */
    public StorageBrowser.Listing list(UUID locationId) {
        return inTurn(() -> browser.list(locations.accessTo(locationId)));
    }

    Optional<Failure> firstFailure(StorageAccess location) {
        return inTurn(() -> tester.firstFailure(location));
    }

    private <T> T inTurn(Supplier<T> look) {
        if (!isMyTurn()) {
            throw new LocationUnavailable(
                    "%s looks at storage locations are under way, and slow: try again later.".formatted(AT_ONCE));
        }
        try {
            return look.get();
        } finally {
            turns.release();
        }
    }

    private boolean isMyTurn() {
        try {
            return turns.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
