package imprint.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@HttpTest
class EventStreamTest {

    private static final String EVENTS = "/api/v1/operations/events";
    private static final Duration SOON = Duration.ofSeconds(60);

    private final Fleet fleet;
    private final ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor();

    EventStreamTest(Fleet fleet) {
        this.fleet = fleet;
    }

    @AfterEach
    void stopReading() {
        readers.shutdownNow();
    }

    @Test
    void endsWhenItsPersonIsRemoved() {
        var watching = watched(newcomer("watcher-1"));

        fleet.administrator().delete("/api/v1/people/watcher-1").is(204);

        assertThat(watching).succeedsWithin(SOON);
    }

    @Test
    void endsWhenThePasswordIsChanged() {
        var person = newcomer("watcher-2");
        var watching = watched(person);

        person.put(
                        "/api/v1/me/password",
                        Map.of("currentPassword", "watches all the day", "password", "watches all the night"))
                .is(204);

        assertThat(watching).succeedsWithin(SOON);
    }

    @Test
    void endsWhenItsTokenIsRevokedAndNoOther() {
        var person = newcomer("watcher-3");
        var token = person.post(
                        "/api/v1/me/access-tokens",
                        Map.of("currentPassword", "watches all the day", "description", "a board", "validFor", "P1D"))
                .is(201);
        var own = watched(person);
        var program = watched(fleet.anybody().withToken(token.text("/secret")));

        person.delete("/api/v1/me/access-tokens/" + token.id()).is(204);

        assertThat(program).succeedsWithin(SOON);
        assertThat(own).isNotDone();
    }

    @Test
    void areTwentyAPersonAndNoMore() {
        var person = newcomer("watcher-4");
        var streams = new ArrayList<Stream<String>>();
        try {
            for (var stream = 0; stream < 20; stream++) {
                streams.add(person.lines(EVENTS));
            }

            person.get(EVENTS).is(429);
            streams.add(newcomer("watcher-5").lines(EVENTS));
        } finally {
            streams.forEach(Stream::close);
        }
    }

    private Caller newcomer(String name) {
        fleet.administrator()
                .post("/api/v1/people", Map.of("name", name, "role", "AUDITOR", "password", "watches all the day"))
                .is(201);
        return fleet.anybody().withPassword(name, "watches all the day");
    }

    /** Done when the stream has ended. */
    private CompletableFuture<Long> watched(Caller caller) {
        var lines = caller.lines(EVENTS);
        return CompletableFuture.supplyAsync(lines::count, readers);
    }
}
