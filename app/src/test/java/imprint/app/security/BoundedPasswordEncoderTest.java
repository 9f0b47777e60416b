package imprint.app.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import imprint.app.problem.TooManyRequests;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.password.PasswordEncoder;

class BoundedPasswordEncoderTest {

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch wanted = new CountDownLatch(1);
    private final BoundedPasswordEncoder encoder = new BoundedPasswordEncoder(
            new PasswordEncoder() {
                @Override
                public @Nullable String encode(@Nullable CharSequence password) {
                    return Thread.currentThread().isVirtual() ? "virtual" : "platform";
                }

                @Override
                public boolean matches(@Nullable CharSequence password, @Nullable String encoded) {
                    begun.countDown();
                    try {
                        wanted.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return "right".contentEquals(String.valueOf(password));
                }
            },
            1,
            1);

    @AfterEach
    void close() {
        encoder.close();
    }

    @Test
    void looksAtThemOnPlatformThreads() throws Exception {
        try (var virtual = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(virtual.submit(() -> encoder.encode("any")).get()).isEqualTo("platform");
        }
    }

    @Test
    void turnsAwayWhoeverWouldWaitTooLong() throws Exception {
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = callers.submit(() -> encoder.matches("right", "hash"));
            begun.await();
            // why 2: one of them waits, and one finds no place to wait at.
            var others = CompletableFuture.anyOf(refused(callers), refused(callers));

            assertThat(others.get()).isInstanceOf(TooManyRequests.class);
            assertThatThrownBy(() -> encoder.matches("wrong", "hash")).isInstanceOf(TooManyRequests.class);
            wanted.countDown();
            assertThat(first.get()).isTrue();
        }
    }

    private CompletableFuture<Throwable> refused(Executor callers) {
        return CompletableFuture.supplyAsync(() -> encoder.matches("wrong", "hash"), callers)
                .handle((right, failure) -> failure == null ? new AssertionError("looked at") : failure.getCause());
    }
}
