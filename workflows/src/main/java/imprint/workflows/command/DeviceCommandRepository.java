package imprint.workflows.command;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface DeviceCommandRepository extends JpaRepository<DeviceCommand, UUID> {

    /** As {@link CommandState#isOpen}. */
    String OPEN = " c.state in ('WAITING', 'REPLACING', 'GIVEN', 'FORGOTTEN', 'STOPPING') ";

    /** What the device is to do, or may be at. */
    String LIVE = " c.state in ('WAITING', 'REPLACING', 'GIVEN', 'FORGOTTEN', 'STOPPING', 'GIVEN_UP') ";

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select c from DeviceCommand c where c.id = :id")
    Optional<DeviceCommand> lock(UUID id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select c from DeviceStep c where c.operationId = :operationId and c.elementInstanceKey = :key")
    Optional<DeviceStep> lockStep(UUID operationId, long key);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select c from DeviceStep c where c.id = :id")
    Optional<DeviceStep> lockStep(UUID id);

    @Query("select c.id, c.operationId from DeviceCommand c where c.id = :id and c.deviceId = :deviceId")
    Optional<CommandRef> find(UUID id, UUID deviceId);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select c from DeviceCommand c where c.operationId = :operationId and" + LIVE)
    List<DeviceCommand> lockLive(UUID operationId);

    @Query("select c.id, c.operationId from DeviceCommand c where c.deviceId = :deviceId and" + LIVE
            + "order by c.createdAt")
    List<CommandRef> findLive(UUID deviceId);

    /** What sends the device home. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select c from UnbiddenReboot c where c.deviceId = :deviceId and c.rebootInto = 'OWN_DISK' and" + OPEN)
    List<UnbiddenReboot> lockHomeward(UUID deviceId);

    @Query("select count(c) from UnbiddenReboot c where c.operationId = :operationId")
    int countUnbidden(UUID operationId);

    @Query("""
            select count(c) > 0 from DeviceCommand c where c.deviceId = :deviceId and c.leavingBootId = :bootId
            and c.givenAt >= :since""")
    boolean isLeaving(UUID deviceId, String bootId, Instant since);

    /** The operation by whose order the device last went to the imaging environment, if it has had none to leave since. */
    @Query("""
            select c.operationId from DeviceCommand c where c.deviceId = :deviceId and c.kind = 'REBOOT'
            and c.rebootInto = 'IMAGING' and c.givenAt = (select max(last.givenAt) from DeviceCommand last
            where last.deviceId = :deviceId and last.kind = 'REBOOT')""")
    List<UUID> findWhoCalledToImaging(UUID deviceId);

    /** Captures of which the device may have sent something, and that may go on. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("""
            select c from DeviceStep c where c.deviceId = :deviceId and c.kind = 'CAPTURE_DISK'
            and c.givenAt is not null and c.state not in ('SUCCEEDED', 'REFUSED')""")
    List<DeviceStep> lockCapturesUnderWay(UUID deviceId);

    /** A device that no process waits for has all the time that it needs. */
    @Query("select c.id, c.operationId from DeviceStep c where c.kind = :kind and c.lastProgressAt < :since"
            + " and c.id > :after and" + OPEN + "order by c.id")
    List<CommandRef> findSilent(CommandKind kind, Instant since, UUID after, Limit limit);
}
