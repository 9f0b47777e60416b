package imprint.imaging.protocol;

import java.util.UUID;

/**
 * The device is known from now on.
 *
 * @param credential to be kept by the agent, readable by nobody else
 */
public record Enrolled(UUID deviceId, String credential) {

    @Override
    public String toString() {
        return "Enrolled[deviceId=%s]".formatted(deviceId);
    }
}
