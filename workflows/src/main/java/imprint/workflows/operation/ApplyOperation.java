package imprint.workflows.operation;

import imprint.bpmn.BootWait;
import imprint.bpmn.ErrorCode;
import imprint.bpmn.Variables;
import imprint.workflows.failure.BusinessFailure;
import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.Entity;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** From an image to the disk of a device. */
@Entity
@DiscriminatorValue("APPLY")
public final class ApplyOperation extends DeviceOperation {

    private boolean rebootOnSuccess;

    @SuppressWarnings("NullAway.Init") // why: JPA fills the fields.
    ApplyOperation() {}

    /** @param imageDigest of the image's manifest */
    public ApplyOperation(
            UUID imageId,
            String imageDigest,
            UUID deviceId,
            boolean rebootOnSuccess,
            Requester requester,
            Instant requestedAt) {
        super(OperationKind.APPLY, deviceId, requester, requestedAt);
        recordImage(imageId, imageDigest);
        this.rebootOnSuccess = rebootOnSuccess;
    }

    /**
     * The device is its user's, until anyone reboots it.
     *
     * @param bootId that the device is in
     */
    public void leaveToItsUser(@Nullable String bootId) {
        await(BootWait.USER_REBOOT, null, bootId);
        if (state() != OperationState.AWAITING_REBOOT) {
            become(OperationState.AWAITING_REBOOT);
        }
        releaseDevice();
    }

    @Override
    Map<String, Object> startVariables() {
        return Map.of(Variables.REBOOT_ON_SUCCESS, rebootOnSuccess);
    }

    /** @throws BusinessFailure when it was removed from the inventory */
    public UUID imageToApply() {
        if (imageId() == null) {
            throw new BusinessFailure(ErrorCode.IMAGE_NOT_FOUND, "The image was removed from the inventory.");
        }
        return imageId();
    }

    @Override
    public String imageDigest() {
        return Objects.requireNonNull(super.imageDigest());
    }

    public boolean rebootOnSuccess() {
        return rebootOnSuccess;
    }
}
