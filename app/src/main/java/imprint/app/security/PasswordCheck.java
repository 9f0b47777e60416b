package imprint.app.security;

import imprint.app.problem.TooManyRequests;
import imprint.workflows.person.Person;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/**
 * Looks at passwords, and at few wrong ones.
 *
 * <p>Guesses are counted before they are looked at, by the person and the address they come from, so that nobody is kept
 * out by what others do; a right password is given back. One that was right of late is not counted at all.
 */
@Component
public final class PasswordCheck {

    private static final int AT_ONCE = 10;
    private static final double A_SECOND = 0.5;
    private static final int STRANGERS_AT_ONCE = 30;
    private static final double STRANGERS_A_SECOND = 2;

    private final RememberingPasswordEncoder encoder;
    private final String nobodysHash;
    private final RateLimit guesses;
    private final RateLimit strangers;
    // why: of the requests that a program sends at once, the first is looked at, and the others are remembered.
    private final Lock[] turns =
            IntStream.range(0, 64).mapToObj(n -> new ReentrantLock()).toArray(Lock[]::new);

    PasswordCheck(RememberingPasswordEncoder encoder, Clock clock) {
        this.encoder = encoder;
        this.nobodysHash = encoder.hash("nobody's");
        this.guesses = new RateLimit(AT_ONCE, A_SECOND, clock);
        this.strangers = new RateLimit(STRANGERS_AT_ONCE, STRANGERS_A_SECOND, clock);
    }

    /**
     * Whether this is the password of that person; never the one of nobody.
     *
     * @throws TooManyRequests when so many were wrong of late that none is looked at for a while
     */
    public boolean isRight(Optional<Person> person, String password, String address) {
        if (person.isEmpty()) {
            countStranger(address);
            // why: how long an answer takes is not to tell who there is.
            encoder.matches(password, nobodysHash);
            return false;
        }
        var hash = person.get().passwordHash();
        if (encoder.remembers(password, hash)) {
            return true;
        }
        var guesser = person.get().name() + ' ' + RemoteAddress.counted(address);
        var turn = turns[Math.floorMod(guesser.hashCode(), turns.length)];
        turn.lock();
        try {
            return encoder.remembers(password, hash) || isRight(guesser, password, hash);
        } finally {
            turn.unlock();
        }
    }

    private boolean isRight(String guesser, String password, String hash) {
        if (!guesses.spend(guesser)) {
            throw tooMany();
        }
        var right = encoder.matches(password, hash);
        if (right) {
            guesses.giveBack(guesser);
        }
        return right;
    }

    /**
     * Counts somebody who shows what nobody has: a name, or a token.
     *
     * @throws TooManyRequests when there were too many of late
     */
    void countStranger(String address) {
        if (!strangers.spend(RemoteAddress.counted(address))) {
            throw tooMany();
        }
    }

    private static TooManyRequests tooMany() {
        return new TooManyRequests("Too many log-ins failed from your address: wait.", Duration.ofSeconds(5));
    }
}
