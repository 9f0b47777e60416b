package imprint.app.security;

import imprint.app.problem.TooManyRequests;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Bounds what comes through the one door that is open to all: few enrolments are worked on at one time, whoever asks, so
 * that a fleet that comes at once leaves the database to those who are in; and an address that shows no join token in
 * force may not ask often.
 */
@Component
public class EnrolmentThrottle {

    private static final int WORKED_ON = 4;
    private static final int AT_ONCE = 100;
    private static final int A_SECOND = 10;
    private static final int LEAST_SECONDS = 2;
    private static final int MOST_SECONDS = 15;

    private final Semaphore places = new Semaphore(WORKED_ON);
    private final RateLimit strangers;

    EnrolmentThrottle(Clock clock) {
        this.strangers = new RateLimit(AT_ONCE, A_SECOND, clock);
    }

    /** @throws TooManyRequests when it is not its turn */
    public <T> T admit(String address, BooleanSupplier showsJoinTokenInForce, Supplier<T> enrolment) {
        if (!places.tryAcquire()) {
            throw later("Many devices ask to enrol at this moment: ask again.");
        }
        try {
            if (!showsJoinTokenInForce.getAsBoolean() && !strangers.spend(RemoteAddress.counted(address))) {
                throw later("Too many devices of this address ask to enrol: wait.");
            }
            return enrolment.get();
        } finally {
            places.release();
        }
    }

    private static TooManyRequests later(String sentence) {
        // why at random: those who were refused together are not to come back together.
        var seconds = ThreadLocalRandom.current().nextInt(LEAST_SECONDS, MOST_SECONDS + 1);
        return new TooManyRequests(sentence, Duration.ofSeconds(seconds));
    }
}
