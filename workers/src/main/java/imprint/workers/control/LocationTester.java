package imprint.workers.control;

import imprint.workers.storage.ConnectionTestFailed;
import imprint.workers.storage.ImageStores;
import imprint.workflows.address.StorageAccess;
import imprint.workflows.address.TestStep;
import imprint.workflows.storage.LocationTest.Failure;
import imprint.workflows.storage.StorageTester;
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
        var step = new AtomicReference<>(TestStep.NAME);
        return patience.look(
                () -> firstFailure(location, step),
                () -> Optional.of(new Failure(step.get(), patience.sentence("The test"))));
    }

    private Optional<Failure> firstFailure(StorageAccess location, AtomicReference<TestStep> step) {
        var objection = HostLookup.objection(location.address(), stores.ownPorts());
        if (objection.isPresent()) {
            return objection.map(sentence -> new Failure(TestStep.NAME, sentence));
        }
        try {
            stores.open(location).test(step::set);
            return Optional.empty();
        } catch (ConnectionTestFailed e) {
            return Optional.of(new Failure(e.step(), String.valueOf(e.getMessage())));
        }
    }
}
