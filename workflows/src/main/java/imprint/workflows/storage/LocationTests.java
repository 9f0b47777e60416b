package imprint.workflows.storage;

import imprint.workflows.address.StorageAccess;
import imprint.workflows.address.StorageAddress;
import imprint.workflows.audit.Act;
import imprint.workflows.audit.Actor;
import imprint.workflows.audit.AuditTrail;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Tries locations for the administrator who sets them up. Takes as long as the server does: in no transaction. */
@Service
public class LocationTests {

    private final StorageLocations locations;
    private final StorageLooks looks;
    private final AuditTrail audit;

    LocationTests(StorageLocations locations, StorageLooks looks, AuditTrail audit) {
        this.locations = locations;
        this.looks = looks;
        this.audit = audit;
    }

    /** Tests what is not kept yet. */
    public LocationTest test(StorageAddress address, @Nullable String password, Actor actor) {
        locations.requireUsable(address, password);
        return test(new StorageAccess(address, password), address.url(), actor);
    }

    public LocationTest test(UUID id, Actor actor) {
        return test(locations.accessTo(id), id.toString(), actor);
    }

    private LocationTest test(StorageAccess location, String subject, Actor actor) {
        var result =
                LocationTest.of(location.address(), looks.firstFailure(location).orElse(null));
        var failed = result.failed();
        var act = Act.done(actor, "storage location tested", "storage location", subject);
        audit.recordApart(act.with(Map.of(
                "url",
                location.address().url(),
                "failed",
                failed == null ? "nothing" : failed.step().name())));
        return result;
    }
}
