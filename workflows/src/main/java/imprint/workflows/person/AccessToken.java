package imprint.workflows.person;

import java.time.Instant;
import java.util.UUID;

/** By which a program acts for a person, until a time; the secret itself is not kept. */
public record AccessToken(UUID id, String person, String description, Instant expiresAt, Instant createdAt) {}
