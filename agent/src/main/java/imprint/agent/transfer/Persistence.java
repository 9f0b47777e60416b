package imprint.agent.transfer;

import imprint.agent.command.CommandInHand;
import imprint.agent.http.Backoff;
import imprint.agent.http.Failures;
import imprint.agent.http.Refused;
import imprint.imaging.protocol.ProblemCode;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Repeats one request to the gateway until it succeeds, or patience ends. */
final class Persistence {

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final Patience patience;
    private final CommandInHand inHand;
    private final Backoff backoff;
    private long lastHeardNanos = System.nanoTime();
    private int damaged;

    Persistence(Patience patience, CommandInHand inHand) {
        this.patience = patience;
        this.inHand = inHand;
        this.backoff = new Backoff(patience.firstRetry(), patience.longestRetry(), ThreadLocalRandom.current());
    }

    @FunctionalInterface
    interface Request<T> {
        T with(String token) throws IOException, InterruptedException;
    }

    /** @throws Refused when the gateway will never answer otherwise */
    static <T> T repeat(Patience patience, CommandInHand inHand, Request<T> request)
            throws IOException, InterruptedException {
        var persistence = new Persistence(patience, inHand);
        while (true) {
            var token = inHand.token();
            try {
                return request.with(token);
            } catch (Refused refused) {
                persistence.after(refused, token);
            } catch (IOException failure) {
                persistence.after(failure);
            }
        }
    }

    private void after(Refused refused, String token) throws IOException, InterruptedException {
        switch (refused.status()) {
            case 401, 403 -> awaitFreshToken(refused, token);
            case 422 -> afterDamage(refused);
            case 503 -> awaitGateway(refused);
            case 429, 500, 502, 504 -> after((IOException) refused);
            default -> throw refused;
        }
    }

    /** The gateway is there, whatever it answered; only from now on can it be away. */
    private void heard() {
        lastHeardNanos = System.nanoTime();
        backoff.reset();
    }

    private void awaitFreshToken(Refused refused, String token) throws IOException, InterruptedException {
        if (!inHand.awaitTokenOtherThan(token, patience.freshToken())) {
            throw new IOException("No heartbeat brought another token after this: " + refused.getMessage());
        }
        heard();
    }

    private void afterDamage(Refused refused) throws IOException {
        if (refused.code().filter(ProblemCode.CHUNK_CORRUPT::equals).isEmpty()
                || ++damaged >= patience.damagedInARow()) {
            throw refused;
        }
        heard();
    }

    private void awaitGateway(Refused refused) throws IOException, InterruptedException {
        if (refused.retryAfter().isEmpty()) {
            after((IOException) refused);
            return;
        }
        // why: a gateway that says when to come back is alive; the server's limits end a wait that is too long.
        var pause = refused.retryAfter().get();
        Thread.sleep(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
        heard();
    }

    private void after(IOException failure) throws IOException, InterruptedException {
        if (System.nanoTime() - lastHeardNanos > patience.gatewayAway().toNanos()) {
            throw new IOException("The gateway is out of reach: " + Failures.sentence(failure), failure);
        }
        backoff.pause();
    }
}
