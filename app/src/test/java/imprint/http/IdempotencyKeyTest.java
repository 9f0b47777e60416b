package imprint.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A start whose answer was lost on the way can be sent again. */
@HttpTest
class IdempotencyKeyTest {

    private static final String APPLY = "/api/v1/operations/apply";

    private final Fleet fleet;
    private final MovableClock clock;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    private UUID image;
    private Map<String, Object> apply;
    private Caller caller;

    IdempotencyKeyTest(Fleet fleet, MovableClock clock, JdbcClient jdbc, TransactionTemplate transaction) {
        this.fleet = fleet;
        this.clock = clock;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    @BeforeEach
    void anApplyToTwoDevices() {
        image = fleet.anImage();
        apply = Map.of(
                "imageId",
                image,
                "deviceIds",
                List.of(fleet.aDevice().id(), fleet.aDevice().id()));
        caller = fleet.operator().withKey("key of " + image);
    }

    @Test
    void startsOnceHoweverOftenItIsSent() throws Exception {
        Callable<Answer> send = () -> caller.post(APPLY, apply).is(202);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = threads.invokeAll(Collections.nCopies(10, send));
            assertThat(answers)
                    .extracting(answer -> answer.get().body())
                    .hasSize(10)
                    .containsOnly(answers.getFirst().get().body());
        }
        assertThat(operations()).isEqualTo(2);
    }

    @Test
    void refusesAKeyThatCameWithAnotherRequest() {
        caller.post(APPLY, apply).is(202);

        var refused = caller.post(
                APPLY,
                Map.of("imageId", image, "deviceIds", List.of(fleet.aDevice().id())));

        assertThat(refused.is(422).text("/errors/0/field")).isEqualTo("Idempotency-Key");
        assertThat(operations()).isEqualTo(2);
    }

    @Test
    void tellsARepeatToWaitWhileTheFirstIsCarriedOut() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ExecutorCompletionService<Answer>(threads);
            var repeat = transaction.execute(status -> {
                jdbc.sql("lock table audit_entry in exclusive mode").update();
                answers.submit(() -> caller.post(APPLY, apply));
                answers.submit(() -> caller.post(APPLY, apply));
                return next(answers);
            });
            assertThat(repeat.is(409).text("/detail")).contains("still being carried out");
            assertThat(next(answers).is(202).body()).hasSize(2);
        }
    }

    private static Answer next(CompletionService<Answer> answers) {
        try {
            return answers.take().get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void keepsTheKeysOfPeopleApart() {
        caller.post(APPLY, apply).is(202);
        fleet.administrator().withKey("key of " + image).post(APPLY, apply).is(202);
        assertThat(operations()).isEqualTo(4);
    }

    @Test
    void triesAnewWhatWasRefused() {
        var nobody = Map.of("imageId", image, "deviceIds", List.of(UUID.randomUUID()));
        caller.post(APPLY, nobody).blames("deviceIds");
        caller.post(APPLY, apply).is(202);
    }

    @Test
    void forgetsAKeyAfterADay() {
        caller.post(APPLY, apply).is(202);
        clock.advance(Duration.ofHours(25));
        caller.post(APPLY, apply).is(202);
        assertThat(operations()).isEqualTo(4);
    }

    @Test
    void refusesAKeyThatIsNone() {
        fleet.operator().withKey("k".repeat(201)).post(APPLY, apply).blames("Idempotency-Key");
    }

    private long operations() {
        return jdbc.sql("select count(*) from operation where image_id = ?")
                .param(image)
                .query(Long.class)
                .single();
    }
}
