package imprint.workflows.device;

import java.time.Instant;

/**
 * Somebody who asks to be let in as a device.
 *
 * @param fingerprint of the key that the agent made for it, which it shows on its console
 */
public record Claim(String fingerprint, String address, Instant askedAt) {}
