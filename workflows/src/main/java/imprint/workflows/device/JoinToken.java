package imprint.workflows.device;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The right to enrol devices at a site, a number of times, until a time; the secret itself is not kept. */
public record JoinToken(
        UUID id,
        String description,
        String site,
        int usesLeft,
        Instant expiresAt,
        @Nullable Instant revokedAt,
        String createdBy,
        Instant createdAt) {}
