package imprint.workflows.operation;

import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import java.time.Instant;
import java.util.UUID;

/** From the disk of a device to an image. */
@Entity
@DiscriminatorValue("CLONE")
public final class CloneOperation extends DeviceOperation {

    @Embedded
    private NewImage image;

    @SuppressWarnings("NullAway.Init") // why: JPA fills the fields.
    CloneOperation() {}

    public CloneOperation(UUID deviceId, NewImage image, Requester requester, Instant requestedAt) {
        super(OperationKind.CLONE, deviceId, requester, requestedAt);
        this.image = image;
    }

    /** The device has sent its disk, of which this is the manifest. */
    public void recordCapture(String manifestDigest) {
        recordDigest(manifestDigest);
    }

    /** What its image file needs at the very least; a compressed one may turn out to need next to nothing. */
    long leastBytes() {
        return image.leastBytes(chosenDisk().bytes());
    }

    @Override
    public NewImage newImage() {
        return image;
    }
}
