package imprint.workers.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import imprint.bpmn.ErrorCode;
import imprint.workflows.engine.RetryLadder;
import imprint.workflows.failure.BusinessFailure;
import io.camunda.client.CamundaClient;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.FailJobRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.errorhandler.NoErrorHandlerDefinition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        camel.addRoutes(worker(JobsOfAnEngine.TYPE, "renewed=true&lease=60000&atOnce=" + AT_ONCE));
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
        await().untilAsserted(() -> assertThat(engine.errors()).containsKey(1L));
        var error = Objects.requireNonNull(engine.errors().get(1L));
        assertThat(error.getErrorCode()).isEqualTo("STORAGE_REFUSED");
        assertThat(error.getErrorMessage()).isEqualTo("The server refuses.");
        assertThat(error.getVariables()).contains("STORAGE_REFUSED", "The server refuses.");
        assertThat(engine.failed()).isEmpty();
    }

    @Test
    void aRouteThatDoesNotSayWhatBecameOfAJobFailsIt() {
        engine.offer(1, "without an outcome");
        assertThat(failureOf(1).getRetries()).isEqualTo(4);
        assertThat(engine.completed()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"5, 4, 5", "4, 3, 30", "3, 2, 120", "2, 1, 600", "1, 0, 0", "0, 0, 0", "9, 8, 5"})
    void aTechnicalFailureSpendsARetryAndWaitsAsTheLadderSays(int retries, int left, int seconds) {
        engine.offer(JobsOfAnEngine.TYPE, 1, "broken", retries);
        var failure = failureOf(1);
        assertThat(failure.getRetries()).isEqualTo(left);
        assertThat(Duration.ofMillis(failure.getRetryBackOff())).hasSeconds(seconds);
        assertThat(failure.getErrorMessage()).isEqualTo("The connection broke.");
        assertThat(engine.errors()).isEmpty();
    }

    @Test
    void aFailureWithoutASentenceIsNamedByItsKind() {
        engine.offer(1, "speechless");
        assertThat(failureOf(1).getErrorMessage()).isEqualTo("UncheckedIOException");
    }

    @Test
    void anErrorSpendsARetryToo() {
        engine.offer(1, "faulty");
        assertThat(failureOf(1).getRetries()).isEqualTo(4);
    }

    @Test
    void aFailureThatTalksTooMuchIsCutShort() {
        engine.offer(1, "talkative");
        assertThat(failureOf(1).getErrorMessage()).hasSize(1000).matches("x+");
    }

    @Test
    void anAnswerThatTheEngineDoesNotTakeCostsNoPlace() {
        engine.acceptsNothing();
        LongStream.rangeClosed(1, 3 * AT_ONCE).forEach(key -> engine.offer(key, "quick"));
        await().untilAsserted(() -> assertThat(begun).hasSize(3 * AT_ONCE));
        assertThat(engine.failed()).isEmpty();
    }

    @Test
    void keepsTheLeaseOfAJobForAsLongAsItLasts() throws Exception {
        offers("renewed=true&lease=300", "slow");
        await().untilAsserted(() -> assertThat(engine.renewals()).hasSizeGreaterThan(3));
        assertThat(engine.deferred()).containsExactly(Map.entry(1L, Duration.ofMillis(300)));
        slowOnesMayEnd.countDown();
        await().untilAsserted(() -> assertThat(engine.completed()).containsExactly(1L));
    }

    @Test
    void leavesALeaseToItselfWhereItIsNotRenewed() throws Exception {
        offers("lease=30", "slow");
        await().until(() -> begun.contains(1L));
        slowOnesMayEnd.countDown();
        await().untilAsserted(() -> assertThat(engine.completed()).containsExactly(1L));
        assertThat(engine.renewals()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"leese=10", "renewed=perhaps", "atOnce=many"})
    void refusesAnOptionThatItDoesNotUnderstand(String option) {
        assertThatExceptionOfType(ResolveEndpointFailedException.class)
                .isThrownBy(() -> camel.getEndpoint("job:other?" + option));
    }

    @Test
    void aRouteCannotSendAJob() {
        var endpoint = camel.getEndpoint("job:other");
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(endpoint::createProducer);
    }

    @Test
    void finishesWhatItHasBegunBeforeItStops() {
        engine.offer(1, "slow");
        await().until(() -> begun.contains(1L));
        var stopped = CompletableFuture.runAsync(camel::stop);
        await().until(() -> !camel.getStatus().isStarted());
        slowOnesMayEnd.countDown();
        stopped.join();
        assertThat(engine.completed()).containsExactly(1L);
    }

    @Test
    void givesBackAJobThatComesWhenItHasStopped() throws Exception {
        await().until(() -> engine.asking() > 0);
        camel.getRouteController().stopAllRoutes();
        engine.offer(1, "quick");
        assertThat(failureOf(1).getRetries()).isEqualTo(5);
        assertThat(begun).isEmpty();
    }

    private FailJobRequest failureOf(long key) {
        await().untilAsserted(() -> assertThat(engine.failed()).containsKey(key));
        return Objects.requireNonNull(engine.failed().get(key));
    }

    /** To a worker with these options. */
    private void offers(String options, String kind) throws Exception {
        camel.addRoutes(worker("other", options));
        engine.offer("other", 1, kind, 5);
    }

    private RouteBuilder worker(String type, String options) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("job:%s?%s".formatted(type, options)).transform().body(Job.class, JobConsumerTest.this::work);
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
            case "broken" -> throw new IllegalStateException("The connection broke.");
            case "speechless" -> throw new UncheckedIOException(" ", new IOException());
            case "faulty" -> throw new LinkageError("There is no such library.");
            case "talkative" -> throw new IllegalStateException("x".repeat(5000));
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
