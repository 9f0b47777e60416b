package imprint.agent.server;

import imprint.imaging.protocol.Enrolled;
import java.util.UUID;

/**
 * Who the device is to the server, as it is kept on the disk.
 *
 * @param refused whether the server no longer takes it: then it is shown at the next enrolment
 */
public record Credential(UUID deviceId, String secret, boolean refused) {

    static Credential of(Enrolled enrolled) {
        return new Credential(enrolled.deviceId(), enrolled.credential(), false);
    }

    Credential rotated(String fresh) {
        return new Credential(deviceId, fresh, false);
    }

    Credential asRefused() {
        return new Credential(deviceId, secret, true);
    }

    @Override
    public String toString() {
        return "Credential[deviceId=%s, refused=%s]".formatted(deviceId, refused);
    }
}
