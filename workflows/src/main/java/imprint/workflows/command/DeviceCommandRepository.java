package imprint.workflows.command;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface DeviceCommandRepository extends JpaRepository<DeviceCommand, UUID> {

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select c from DeviceCommand c where c.id = :id")
    Optional<DeviceCommand> lock(UUID id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select c from DeviceCommand c where c.operationId = :operationId and c.elementInstanceKey = :key")
    Optional<DeviceCommand> lock(UUID operationId, long key);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select c from DeviceCommand c where c.operationId = :operationId and c.state in ('WAITING', 'GIVEN')")
    List<DeviceCommand> lockOpen(UUID operationId);

    @Query(
            "select c from DeviceCommand c where c.deviceId = :deviceId and c.state in ('WAITING', 'GIVEN') order by c.createdAt")
    List<DeviceCommand> findOpen(UUID deviceId);

    /** Captures of which the device may have sent something, and whose end nobody has heard. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("""
            select c from DeviceCommand c where c.deviceId = :deviceId and c.kind = 'CAPTURE_DISK'
            and c.givenAt is not null and c.state in ('WAITING', 'GIVEN', 'FAILED')""")
    List<DeviceCommand> lockCapturesUnderWay(UUID deviceId);

    @Query("select c.id from DeviceCommand c where c.state in ('WAITING', 'GIVEN') and c.lastProgressAt < :since")
    List<UUID> findSilent(Instant since);

    List<DeviceCommand> findByOperationIdOrderByCreatedAt(UUID operationId);
}
