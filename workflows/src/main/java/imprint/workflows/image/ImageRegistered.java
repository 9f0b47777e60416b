package imprint.workflows.image;

import java.util.UUID;

/** A disk image entered the inventory. */
public record ImageRegistered(UUID imageId, UUID operationId) {}
