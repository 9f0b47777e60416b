package imprint.workflows.operation;

import imprint.workflows.device.Disk;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An operation on a disk of a device, which it has to itself while it is under way. */
@Entity
public abstract sealed class DeviceOperation extends Operation permits CloneOperation, ApplyOperation {

    private UUID deviceId;

    @Embedded
    private @Nullable ChosenDisk disk;

    @SuppressWarnings("NullAway.Init") // why: JPA fills the fields.
    DeviceOperation() {}

    DeviceOperation(OperationKind kind, UUID deviceId, Requester requester, Instant requestedAt) {
        super(kind, requester, requestedAt);
        this.deviceId = deviceId;
    }

    /** It can succeed, with this disk, through this gateway. */
    public void validated(Disk disk, String gateway) {
        this.disk = ChosenDisk.of(disk);
        assignGateway(gateway);
    }

    @Override
    public UUID deviceId() {
        return deviceId;
    }

    @Override
    public @Nullable ChosenDisk disk() {
        return disk;
    }

    /** Of an operation that was validated. */
    public ChosenDisk chosenDisk() {
        return Objects.requireNonNull(disk, "The disk is not chosen yet");
    }
}
