package imprint.workflows.operation;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface OperationRepository extends JpaRepository<Operation, UUID>, JpaSpecificationExecutor<Operation> {

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select o from Operation o where o.id = :id")
    Optional<Operation> lock(UUID id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("""
            select o from Operation o where o.deviceId = :deviceId and o.awaited.key is not null
            order by o.requestedAt, o.id""")
    List<Operation> lockAwaiting(UUID deviceId);

    @Query("""
            select o.id from Operation o where o.deviceId = :deviceId and o.holdsDevice
            and o.awaited.environment = 'IMAGING' and o.awaited.bootIdBefore is null""")
    List<UUID> findExpectingInImaging(UUID deviceId);

    /** Clones whose disk is known and whose image is not in the inventory yet. */
    @Query("""
            select o from Operation o where o.locationId = :locationId and o.holdsFile
            and o.targetDiskBytes is not null and o.imageId is null""")
    List<Operation> findMakingImagesAt(UUID locationId);

    @Query("select o.id from Operation o where o.imageId = :imageId and o.endedAt is null order by o.requestedAt")
    List<UUID> findUnfinishedWith(UUID imageId);

    @Query("select o.id from Operation o where o.deviceId = :deviceId and o.endedAt is null order by o.requestedAt")
    List<UUID> findUnfinishedOn(UUID deviceId);

    boolean existsByDeviceIdAndHoldsDeviceTrue(UUID deviceId);

    Optional<Operation> findByDeviceIdAndHoldsDeviceTrue(UUID deviceId);

    /** Whether an operation is making an image of that name, or that file. */
    @Query("""
            select count(o) > 0 from Operation o where o.holdsFile
            and (o.name = :name or o.locationId = :locationId and o.fileName = :fileName)""")
    boolean isMade(@Nullable String name, @Nullable UUID locationId, @Nullable String fileName);

    /** Operations whose processes have begun, by their ids: the next ones after {@code after}. */
    @Query("""
            select new imprint.workflows.operation.ProcessLink(o.id, o.processInstanceKey) from Operation o
            where o.endedAt is null and o.state <> 'CANCELLING' and o.processInstanceKey is not null
            and o.requestedAt < :before and o.id > :after order by o.id""")
    List<ProcessLink> findUnderWay(UUID after, Instant before, Limit limit);
}
