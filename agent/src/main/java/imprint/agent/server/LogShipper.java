package imprint.agent.server;

import imprint.agent.log.DeviceLog;
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
                    server.log(batch, credentials.await());
                    log.sent(batch);
                    backoff.reset();
                } catch (IOException e) {
                    // why: a line about a line that could not be sent would never end.
                    backoff.pause();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
