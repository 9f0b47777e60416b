package imprint.workflows.device;

import imprint.workflows.audit.Actor;
import java.util.UUID;

/** A device was sent away. Listened to within the same transaction. */
public record DeviceRetired(UUID deviceId, Actor actor) {}
