package imprint.workflows.command;

import imprint.imaging.protocol.AgentProtocol;
import imprint.imaging.protocol.Heartbeat;
import imprint.imaging.protocol.HeartbeatReply;
import imprint.imaging.protocol.ProblemCode;
import imprint.workflows.device.ContactRefused;
import imprint.workflows.device.Contacts;
import imprint.workflows.device.HeartbeatSettings;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Service;

/** The long poll of the agents. While it waits it holds neither a platform thread nor a connection. */
@Service
@Profile("app")
public class Heartbeats {

    private final Contacts contacts;
    private final DeviceSteps steps;
    private final CommandQueue queue;
    private final CommandBell bell;
    private final HeartbeatSettings settings;

    Heartbeats(Contacts contacts, DeviceSteps steps, CommandQueue queue, CommandBell bell, HeartbeatSettings settings) {
        this.contacts = contacts;
        this.steps = steps;
        this.queue = queue;
        this.bell = bell;
        this.settings = settings;
    }

    /** @throws ContactRefused when the agent is turned away */
    public HeartbeatReply answer(UUID deviceId, Heartbeat heartbeat, String address) throws InterruptedException {
        if (heartbeat.protocolVersion() != AgentProtocol.VERSION) {
            throw new ContactRefused(
                    ProblemCode.PROTOCOL_VERSION_UNSUPPORTED,
                    "This server speaks version %s of the agent protocol.".formatted(AgentProtocol.VERSION));
        }
        var credential = heard(deviceId, heartbeat, address);
        steps.progressed(deviceId, heartbeat);
        try (var ear = bell.listenFor(deviceId)) {
            var next = queue.next(deviceId, heartbeat);
            if (next.mayWait() && credential == null) {
                ear.await(wait(heartbeat));
                next = queue.next(deviceId, heartbeat);
            }
            return new HeartbeatReply(
                    next.command(), next.stop(), next.token(), credential, settings.intervalSeconds());
        }
    }

    private @Nullable String heard(UUID deviceId, Heartbeat heartbeat, String address) {
        try {
            return contacts.heard(deviceId, heartbeat, address);
        } catch (ContactRefused e) {
            if (e.code() == ProblemCode.CREDENTIAL_OF_OTHER_HARDWARE) {
                contacts.noteCopiedDisk(deviceId, heartbeat, address);
            }
            throw e;
        }
    }

    private static Duration wait(Heartbeat heartbeat) {
        var asked = Duration.ofSeconds(Math.max(0, heartbeat.waitSeconds()));
        return asked.compareTo(HeartbeatSettings.LONGEST_WAIT) < 0 ? asked : HeartbeatSettings.LONGEST_WAIT;
    }
}
