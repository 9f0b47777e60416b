package imprint.workflows.person;

import java.time.Instant;
import java.util.UUID;

/**
 * By which a program acts for a person, until a time; the secret itself is not kept.
 *
 * @param role what the program may do, as long as its person may do as much
 */
public record AccessToken(
        UUID id, String person, String description, Role role, Instant expiresAt, Instant createdAt) {}
