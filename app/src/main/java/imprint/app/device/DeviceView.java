package imprint.app.device;

import imprint.imaging.protocol.Environment;
import imprint.imaging.protocol.WriteFilter;
import imprint.workflows.device.Device;
import imprint.workflows.device.DeviceState;
import imprint.workflows.device.DiskCondition;
import imprint.workflows.device.HeldBack;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A device as lists show it.
 *
 * @param heldBack why the device waits for an administrator, {@code waitsBecause} says it in words
 * @param lastContact of the system on its own disk
 * @param lastHeartbeatAt in whichever environment
 */
record DeviceView(
        UUID id,
        String identity,
        @Nullable String smbiosUuid,
        DeviceState state,
        @Nullable HeldBack heldBack,
        @Nullable String waitsBecause,
        DiskCondition diskCondition,
        String site,
        String product,
        @Nullable String serialNumber,
        String hostName,
        @Nullable String osName,
        @Nullable String osVersion,
        WriteFilter writeFilter,
        @Nullable Environment environment,
        @Nullable String bootId,
        @Nullable String agentVersion,
        @Nullable UUID imageId,
        @Nullable Instant lastContact,
        @Nullable Instant lastHeartbeatAt,
        Instant enrolledAt) {

    static DeviceView of(Device device) {
        return new DeviceView(
                device.id(),
                device.identity(),
                device.smbiosUuid(),
                device.state(),
                device.heldBack(),
                device.heldBack() == null ? null : device.heldBack().sentence(),
                device.diskCondition(),
                device.site(),
                device.product(),
                device.serialNumber(),
                device.hostName(),
                device.osName(),
                device.osVersion(),
                device.writeFilter(),
                device.environment(),
                device.bootId(),
                device.agentVersion(),
                device.imageId(),
                device.lastContact(),
                device.lastHeartbeatAt(),
                device.enrolledAt());
    }
}
