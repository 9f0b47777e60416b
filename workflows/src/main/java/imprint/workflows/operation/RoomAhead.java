package imprint.workflows.operation;

import imprint.workflows.storage.StorageLocations;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The room at storage locations that clones under way are going to need. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class RoomAhead {

    private final OperationRepository operations;
    private final StorageLocations locations;

    RoomAhead(OperationRepository operations, StorageLocations locations) {
        this.operations = operations;
        this.locations = locations;
    }

    /**
     * The bytes that the images of other clones need at the location, at the very least. Until the transaction ends,
     * nobody else learns it, so that two that ask at the same time count each other.
     *
     * <p>What a clone has stored already is counted too: it cannot be told from what others have put there.
     */
    public long atLeast(UUID locationId, UUID exceptOperation) {
        locations.lock(locationId);
        return operations.findMakingImagesAt(locationId).stream()
                .filter(other -> !other.id().equals(exceptOperation))
                .mapToLong(CloneOperation::leastBytes)
                .sum();
    }
}
