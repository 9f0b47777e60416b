package imprint.agent.server;

import imprint.agent.command.InTray;
import imprint.agent.device.Machine;
import imprint.agent.http.Backoff;
import imprint.agent.http.Failures;
import imprint.agent.http.Refused;
import imprint.agent.log.DeviceLog;
import imprint.imaging.protocol.AgentProtocol;
import imprint.imaging.protocol.Heartbeat;
import imprint.imaging.protocol.HeartbeatReply;
import java.io.IOException;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Says again and again that the device is there, and puts what the server wants into the in-tray: the read of the
 * agent's loop. Alone decides when to enrol, so that a credential is never asked for twice.
 */
public final class Heartbeats {

    private final ServerClient server;
    private final Credentials credentials;
    private final Enroller enroller;
    private final Machine machine;
    private final InTray inTray;
    private final DeviceLog log;
    private final Pace pace;
    private final RandomGenerator random;
    private final Backoff backoff;
    private boolean failing;
    // the digest of the facts that the server need not be told
    private @Nullable String knownFacts;

    public Heartbeats(
            ServerClient server,
            Credentials credentials,
            Enroller enroller,
            Machine machine,
            InTray inTray,
            DeviceLog log,
            Pace pace,
            RandomGenerator random) {
        this.server = server;
        this.credentials = credentials;
        this.enroller = enroller;
        this.machine = machine;
        this.inTray = inTray;
        this.log = log;
        this.pace = pace;
        this.random = random;
        this.backoff = pace.backoff(random);
    }

    /** Goes on, whatever happens, until it is interrupted. */
    public void run() {
        try {
            while (true) {
                try {
                    speakOnce();
                } catch (IOException | RuntimeException e) {
                    learnFrom(e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void speakOnce() throws IOException, InterruptedException {
        var credential = credentials.usable();
        if (credential.isEmpty()) {
            enroller.ask(machine.facts());
            succeeded();
            return;
        }
        var askedNanos = System.nanoTime();
        var heartbeat = heartbeat();
        var reply = server.heartbeat(heartbeat, credential.get());
        succeeded();
        take(reply, credential.get());
        if (heartbeat.facts() == null && reply.knownFacts() == null) {
            // why at once: before it knows them, the server says nothing else.
            return;
        }
        if (heartbeat.inHand() != null && inTray.idInHand().isEmpty()) {
            // why: the work has ended meanwhile, and the next step may be there already.
            return;
        }
        pause(reply, Duration.ofNanos(System.nanoTime() - askedNanos));
    }

    private Heartbeat heartbeat() throws IOException {
        var inHand = inTray.idInHand();
        var facts = machine.facts();
        var digest = server.digestOf(facts);
        var wait = inHand.isPresent() ? pace.busyWait() : pace.idleWait();
        return new Heartbeat(
                AgentProtocol.VERSION,
                AgentVersion.CURRENT,
                machine.bootId(),
                machine.environment(),
                digest.equals(knownFacts) ? null : facts,
                digest,
                inHand.orElse(null),
                inTray.progress().orElse(null),
                inTray.wantsToken(),
                (int) wait.toSeconds());
    }

    private void take(HeartbeatReply reply, Credential credential) {
        knownFacts = reply.knownFacts();
        if (reply.credential() != null) {
            credentials.keep(credential.rotated(reply.credential()));
        }
        if (reply.token() != null) {
            inTray.renewToken(reply.token());
        }
        if (reply.stop() != null) {
            inTray.stop(reply.stop());
        }
        if (reply.command() != null) {
            inTray.put(reply.command());
        }
    }

    private void pause(HeartbeatReply reply, Duration spent) throws InterruptedException {
        if (inTray.idInHand().isPresent()) {
            // why: a server with news answers at once; progress is told no more often for that.
            inTray.awaitCleared(pace.busyWait().minus(spent));
            return;
        }
        // why: a server that neither waits nor names an interval is not asked as fast as it answers.
        var least = Math.max(0, pace.busyWait().minus(spent).toMillis());
        var interval =
                Math.max(least, Duration.ofSeconds(reply.intervalSeconds()).toMillis());
        Thread.sleep(interval + random.nextLong(interval / 4 + 1));
    }

    private void succeeded() {
        backoff.reset();
        if (failing) {
            failing = false;
            log.info("The server is in reach again");
        }
    }

    private void learnFrom(Exception failure) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (failure instanceof Refused) {
            knownFacts = null;
        }
        if (failure instanceof Refused refused && asksToEnrol(refused)) {
            credentials.usable().ifPresent(held -> credentials.keep(held.asRefused()));
            log.warn("The server does not take this device's credential: " + refused.getMessage());
        } else if (!failing) {
            failing = true;
            log.warn("No answer from the server, trying on: " + Failures.sentence(failure));
        }
        backoff.pause(failure);
    }

    private static boolean asksToEnrol(Refused refused) {
        return refused.code()
                .map(code -> switch (code) {
                    case CREDENTIAL_UNKNOWN, CREDENTIAL_REVOKED, CREDENTIAL_OF_OTHER_HARDWARE -> true;
                    case PROTOCOL_VERSION_UNSUPPORTED,
                            ATTEMPT_SUPERSEDED,
                            TRANSFER_REFUSED,
                            CHUNK_CORRUPT,
                            SPOOL_FULL,
                            NOT_STAGED_YET -> false;
                })
                .orElse(false);
    }
}
