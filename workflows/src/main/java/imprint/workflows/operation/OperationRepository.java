package imprint.workflows.operation;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;

interface OperationRepository extends JpaRepository<Operation, UUID>, JpaSpecificationExecutor<Operation> {

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select o from Operation o where o.id = :id")
    Optional<Operation> lock(UUID id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("""
            select o from DeviceOperation o where o.deviceId = :deviceId and o.awaited.key is not null
            order by o.requestedAt, o.id""")
    List<DeviceOperation> lockAwaiting(UUID deviceId);

    @Query("""
            select o.id from DeviceOperation o where o.deviceId = :deviceId and o.holdsDevice
            and o.awaited.environment = 'IMAGING' and o.awaited.bootIdBefore is null""")
    List<UUID> findExpectingInImaging(UUID deviceId);

    /** Clones whose disk is known and whose image is not in the inventory yet. */
    @Query("""
            select o from CloneOperation o where o.image.locationId = :locationId and o.holdsFile
            and o.disk.bytes is not null and o.imageId is null""")
    List<CloneOperation> findMakingImagesAt(UUID locationId);

    @Query("select o.id from Operation o where o.imageId = :imageId and o.endedAt is null order by o.requestedAt")
    List<UUID> findUnfinishedWith(UUID imageId);

    @Query(
            "select o.id from DeviceOperation o where o.deviceId = :deviceId and o.endedAt is null order by o.requestedAt")
    List<UUID> findUnfinishedOn(UUID deviceId);

    @Query("select count(o) > 0 from DeviceOperation o where o.deviceId = :deviceId and o.holdsDevice")
    boolean isHeld(UUID deviceId);

    @Query("select o from DeviceOperation o where o.deviceId = :deviceId and o.holdsDevice")
    Optional<DeviceOperation> findHolding(UUID deviceId);

    /** Whether an operation is making an image of that name, or that file. */
    @NativeQuery("""
            select exists (select from operation where holds_file
            and (name = :name or location_id = :locationId and file_name = :fileName))""")
    boolean isMade(String name, UUID locationId, String fileName);

    /** Operations whose processes have begun, by their ids: the next ones after {@code after}. */
    @Query("""
            select new imprint.workflows.operation.ProcessLink(o.id, o.process.key) from Operation o
            where o.endedAt is null and o.state <> 'CANCELLING' and o.process.key is not null
            and o.requestedAt < :before and o.id > :after order by o.id""")
    List<ProcessLink> findUnderWay(UUID after, Instant before, Limit limit);
}
