package imprint.workers.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import imprint.bpmn.ErrorCode;
import imprint.workflows.engine.RetryLadder;
import imprint.workflows.failure.BusinessFailure;
import io.camunda.client.CamundaClient;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.errorhandler.NoErrorHandlerDefinition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With the engine's real client, over its real protocol. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class JobConsumerTest {

    private static final int AT_ONCE = 4;

    private final Set<Long> begun = ConcurrentHashMap.newKeySet();
    private final CountDownLatch slowOnesMayEnd = new CountDownLatch(1);
    private final DefaultCamelContext camel = new DefaultCamelContext();

    private JobsOfAnEngine engine;
    private CamundaClient client;

    @BeforeEach
    void open() throws Exception {
        engine = new JobsOfAnEngine();
        client = CamundaClient.newClientBuilder()
                .grpcAddress(engine.address())
                .preferRestOverGrpc(false)
                .applyEnvironmentVariableOverrides(false)
                .jobHandlingExecutor(Executors.newVirtualThreadPerTaskExecutor(), true)
                .build();
        camel.getCamelContextExtension().setErrorHandlerFactory(new NoErrorHandlerDefinition());
        camel.addComponent("job", new JobComponent(client, RetryLadder.DEFAULT));
        camel.addRoutes(worker());
        camel.start();
    }

    @AfterEach
    void close() {
        slowOnesMayEnd.countDown();
        camel.stop();
        client.close();
        engine.close();
    }

    @Test
    void aJobThatLastsHoldsUpNoOther() {
        engine.offer(1, "slow");
        await().until(() -> begun.contains(1L));
        engine.offer(2, "quick");
        await().untilAsserted(() -> assertThat(engine.completed()).containsExactly(2L));
        slowOnesMayEnd.countDown();
        await().untilAsserted(() -> assertThat(engine.completed()).containsExactly(2L, 1L));
    }

    @Test
    void asksForMoreAfterManyJobsAtOnce() {
        LongStream.rangeClosed(1, 50).forEach(key -> engine.offer(key, "quick"));
        await().untilAsserted(() -> assertThat(engine.completed()).hasSize(50));
        engine.offer(51, "quick");
        await().untilAsserted(() -> assertThat(engine.completed()).contains(51L));
    }

    @Test
    void takesNoMoreThanItHasPlacesFor() {
        LongStream.rangeClosed(1, 3 * AT_ONCE).forEach(key -> engine.offer(key, "slow"));
        await().until(() -> begun.size() >= AT_ONCE);
        // why less one: the client may ask for two when one of them has ended just before.
        assertThat(engine.waiting()).isGreaterThanOrEqualTo(2 * AT_ONCE - 1);
        slowOnesMayEnd.countDown();
        await().untilAsserted(() -> assertThat(engine.completed()).hasSize(3 * AT_ONCE));
    }

    @Test
    void aJobThatIsDeferredSpendsNoAttempt() {
        engine.offer(1, "deferred");
        await().untilAsserted(() -> assertThat(engine.deferred()).containsEntry(1L, Duration.ofSeconds(15)));
        assertThat(engine.completed()).isEmpty();
        assertThat(engine.failed()).isEmpty();
    }

    @Test
    void aBusinessFailureIsTriedOnce() {
        engine.offer(1, "refused");
        await().untilAsserted(() -> assertThat(engine.errors()).containsEntry(1L, "STORAGE_REFUSED"));
        assertThat(engine.failed()).isEmpty();
    }

    @Test
    void aRouteThatDoesNotSayWhatBecameOfAJobFailsIt() {
        engine.offer(1, "without an outcome");
        await().untilAsserted(() -> assertThat(engine.failed()).containsEntry(1L, 4));
        assertThat(engine.completed()).isEmpty();
    }

    private RouteBuilder worker() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("job:%s?renewed=true&lease=60000&atOnce=%s".formatted(JobsOfAnEngine.TYPE, AT_ONCE))
                        .transform()
                        .body(Job.class, JobConsumerTest.this::work);
            }
        };
    }

    private Object work(Job job) {
        begun.add(job.key());
        return switch (job.text("kind")) {
            case "slow" -> lasting();
            case "deferred" -> new JobOutcome.Deferred(Duration.ofSeconds(15));
            case "refused" -> throw new BusinessFailure(ErrorCode.STORAGE_REFUSED, "The server refuses.");
            case "without an outcome" -> job;
            default -> JobOutcome.Completed.WITHOUT_VARIABLES;
        };
    }

    private JobOutcome lasting() {
        try {
            slowOnesMayEnd.await();
            return JobOutcome.Completed.WITHOUT_VARIABLES;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
