package imprint.agent.server;

import static imprint.imaging.protocol.ProblemCode.ATTEMPT_SUPERSEDED;

import imprint.agent.http.Refused;
import imprint.agent.log.DeviceLog;
import imprint.agent.state.StateFile;
import imprint.imaging.protocol.Report;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** The report of the loop: kept on the disk, and sent until the server has heard it. */
public final class Reports {

    /** A report and whose it is: after a copied disk enrolled anew, it is no longer this device's to send. */
    public record Unheard(UUID deviceId, Report report) {}

    private final ServerClient server;
    private final Credentials credentials;
    private final StateFile<Unheard> file;
    private final DeviceLog log;
    private final Pace pace;
    private final RandomGenerator random;

    public Reports(
            ServerClient server,
            Credentials credentials,
            StateFile<Unheard> file,
            DeviceLog log,
            Pace pace,
            RandomGenerator random) {
        this.server = server;
        this.credentials = credentials;
        this.file = file;
        this.log = log;
        this.pace = pace;
        this.random = random;
    }

    /** The command whose report the server has yet to hear. */
    public Optional<UUID> unheardCommand() {
        return file.read().map(unheard -> unheard.report().commandId());
    }

    /** Returns when the server has heard it, or never wants to. */
    public void deliver(Report report) throws InterruptedException {
        file.write(new Unheard(credentials.await().deviceId(), report));
        deliverUnheard();
    }

    /** Delivers what a former run of the agent could not. */
    public void deliverUnheard() throws InterruptedException {
        var unheard = file.read();
        if (unheard.isPresent()) {
            sendUntilHeard(unheard.get());
            file.delete();
        }
    }

    private void sendUntilHeard(Unheard unheard) throws InterruptedException {
        var backoff = pace.backoff(random);
        while (true) {
            var credential = credentials.await();
            if (!credential.deviceId().equals(unheard.deviceId())) {
                log.warn("Forgot the report of another device, from which this disk was copied");
                return;
            }
            try {
                server.report(unheard.report(), credential);
                return;
            } catch (Refused refused) {
                if (refused.code().filter(ATTEMPT_SUPERSEDED::equals).isPresent()) {
                    log.info("A newer attempt has replaced the one reported");
                    return;
                }
                if (refused.isFinal()) {
                    log.error("Forgot a report that the server will never take: " + refused.getMessage());
                    return;
                }
                log.warn("The server did not take the report: " + refused.getMessage());
            } catch (IOException e) {
                // why: the heartbeats say in the log that the server is out of reach.
            }
            backoff.pause();
        }
    }
}
