package imprint.workflows.device;

import imprint.imaging.protocol.Environment;
import java.util.UUID;

/**
 * A device was heard. Listened to within the same transaction.
 *
 * @param booted whether nothing was heard from this boot before
 */
public record DeviceContacted(UUID deviceId, Environment environment, String bootId, boolean booted) {}
