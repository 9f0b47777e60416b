package imprint.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LeashTest {
    @Test
    void letsTheChildRunAsTheProcessThatWasStarted() throws IOException {
        var child = new ProcessBuilder(Leash.hold("KILL", List.of("sh", "-c", "echo $$"))).start();

        assertThat(child.inputReader().readLine()).isEqualTo(Long.toString(child.pid()));
    }

    @Test
    void endsTheChildWithTheThreadThatStartedIt() throws Exception {
        var children = new ArrayList<Process>();
        var starter = Thread.ofPlatform().start(() -> {
            try {
                var child =
                        new ProcessBuilder(Leash.hold("KILL", List.of("sh", "-c", "echo started; sleep 60"))).start();
                children.add(child);
                child.inputReader().readLine();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        starter.join();

        assertThat(children.getFirst().waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void doesNotRunAChildWhoseParentIsGone() throws Exception {
        var held = new ArrayList<>(Leash.hold("KILL", List.of("echo", "running")));
        // The shell in between is another parent than the one that the leash was made for.
        held.addAll(0, List.of("sh", "-c", "\"$@\"; true", "sh"));
        var orphan = new ProcessBuilder(held).start();

        assertThat(orphan.inputReader().readLine()).isNull();
    }
}
