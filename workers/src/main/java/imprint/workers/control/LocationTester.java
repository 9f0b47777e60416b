package imprint.workers.control;

import imprint.workers.storage.ConnectionTestFailed;
import imprint.workers.storage.ImageStores;
import imprint.workflows.storage.LocationTest.Failure;
import imprint.workflows.storage.StorageAccess;
import imprint.workflows.storage.StorageTester;
import imprint.workflows.storage.TestStep;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.stereotype.Component;

/** Tries a location by the means that images will use. */
@Component
class LocationTester implements StorageTester {

    private final ImageStores stores;
    private final Patience patience;

    LocationTester(ImageStores stores) {
        this.stores = stores;
        this.patience = new Patience(stores.timeouts().look());
    }

    @Override
    public Optional<Failure> firstFailure(StorageAccess location) {
        var step = new AtomicReference<>(ConnectionTestFailed.Step.NAME);
        return patience.look(
                () -> firstFailure(location, step),
                () -> Optional.of(new Failure(step(step.get()), patience.sentence("The test"))));
    }

    private Optional<Failure> firstFailure(StorageAccess location, AtomicReference<ConnectionTestFailed.Step> step) {
        var objection = HostLookup.objection(location.address(), stores.ownPorts());
        if (objection.isPresent()) {
            return objection.map(sentence -> new Failure(TestStep.NAME, sentence));
        }
        try {
            stores.open(Locations.of(location)).test(step::set);
            return Optional.empty();
        } catch (ConnectionTestFailed e) {
            return Optional.of(new Failure(step(e.step()), String.valueOf(e.getMessage())));
        }
    }

    private static TestStep step(ConnectionTestFailed.Step step) {
        return switch (step) {
            case NAME -> TestStep.NAME;
            case CONNECT -> TestStep.CONNECT;
            case TLS -> TestStep.TLS;
            case LOGIN -> TestStep.LOGIN;
            case SHARE -> TestStep.SHARE;
            case DIRECTORY -> TestStep.DIRECTORY;
            case WRITE -> TestStep.WRITE;
            case READ -> TestStep.READ;
        };
    }
}
