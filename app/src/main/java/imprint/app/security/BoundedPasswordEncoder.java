package imprint.app.security;

import imprint.app.problem.TooManyRequests;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Looks at a few passwords at a time, on threads of its own.
 *
 * <p>why: bcrypt costs tens of milliseconds of a processor on purpose, and virtual threads that compute would leave none
 * to all other requests.
 */
final class BoundedPasswordEncoder implements PasswordEncoder, AutoCloseable {

    private static final int WAITING = 100;

    private final PasswordEncoder encoder;
    private final ExecutorService threads;

    BoundedPasswordEncoder(PasswordEncoder encoder) {
        this(encoder, Math.max(1, Runtime.getRuntime().availableProcessors() / 2), WAITING);
    }

    BoundedPasswordEncoder(PasswordEncoder encoder, int atOnce, int waiting) {
        this.encoder = encoder;
        this.threads = new ThreadPoolExecutor(
                atOnce,
                atOnce,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(waiting),
                Thread.ofPlatform().daemon().name("passwords-", 0).factory());
    }

    @Override
    public @Nullable String encode(@Nullable CharSequence password) {
        return bounded(() -> encoder.encode(password));
    }

    /** @throws TooManyRequests when too many wait already */
    @Override
    public boolean matches(@Nullable CharSequence password, @Nullable String encoded) {
        return Boolean.TRUE.equals(bounded(() -> encoder.matches(password, encoded)));
    }

    @Override
    public boolean upgradeEncoding(@Nullable String encoded) {
        return encoder.upgradeEncoding(encoded);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private <T extends @Nullable Object> T bounded(Callable<T> work) {
        try {
            return threads.submit(work).get();
        } catch (RejectedExecutionException e) {
            throw new TooManyRequests("Too many log in at this moment: wait.", Duration.ofSeconds(5));
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a password was looked at", e);
        }
    }
}
