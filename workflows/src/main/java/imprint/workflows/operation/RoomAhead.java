package imprint.workflows.operation;

import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The room at storage locations that clones under way are going to need. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class RoomAhead {

    private final OperationRepository operations;
    private final JdbcClient jdbc;

    RoomAhead(OperationRepository operations, JdbcClient jdbc) {
        this.operations = operations;
        this.jdbc = jdbc;
    }

    /**
     * The bytes that the images of other clones need at the location, at the very least. Until the transaction ends,
     * nobody else learns it, so that two that ask at the same time count each other.
     *
     * <p>What a clone has stored already is counted too: it cannot be told from what others have put there.
     */
    public long atLeast(UUID locationId, UUID exceptOperation) {
        jdbc.sql("select id from storage_location where id = ? for no key update")
                .param(locationId)
                .query(UUID.class)
                .single();
        return operations.findMakingImagesAt(locationId).stream()
                .filter(other -> !other.id().equals(exceptOperation))
                .mapToLong(RoomAhead::leastBytes)
                .sum();
    }

    private static long leastBytes(Operation clone) {
        return NewImages.leastBytes(
                Objects.requireNonNull(clone.fileName()), Objects.requireNonNull(clone.targetDiskBytes()));
    }
}
