package imprint.agent.server;

import imprint.agent.http.Refused;
import imprint.agent.log.DeviceLog;
import imprint.imaging.protocol.LogBatch;
import java.io.IOException;
import java.util.random.RandomGenerator;

/** Sends the device's log, also what was collected while no server was in reach. */
public final class LogShipper {

    private final ServerClient server;
    private final Credentials credentials;
    private final DeviceLog log;
    private final Pace pace;
    private final RandomGenerator random;

    public LogShipper(ServerClient server, Credentials credentials, DeviceLog log, Pace pace, RandomGenerator random) {
        this.server = server;
        this.credentials = credentials;
        this.log = log;
        this.pace = pace;
        this.random = random;
    }

    /** Goes on until it is interrupted. */
    public void run() {
        var backoff = pace.backoff(random);
        try {
            while (true) {
                var batch = log.awaitUnsent();
                try {
                    send(batch);
                    log.forget(batch);
                    backoff.reset();
                } catch (IOException | RuntimeException e) {
                    // why: a line about a line that could not be sent would never end.
                    backoff.pause();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(LogBatch batch) throws IOException, InterruptedException {
        try {
            server.log(batch, credentials.await());
        } catch (Refused refused) {
            // why: one line that the server will never take would hold back all that come after it.
            if (!refused.isFinal()) {
                throw refused;
            }
        }
    }
}
