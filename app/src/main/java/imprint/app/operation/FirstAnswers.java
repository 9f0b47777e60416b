package imprint.app.operation;

import imprint.app.problem.KeyUsedBefore;
import imprint.app.problem.StillUnderWay;
import imprint.imaging.chunk.Digest;
import imprint.workflows.failure.InvalidInput;
import imprint.workflows.lock.AdvisoryLock;
import imprint.workflows.lock.Locks;
import imprint.workflows.lock.Sweeps;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Starts that carry an Idempotency-Key (draft-ietf-httpapi-idempotency-key-header): a repeat starts nothing, and gets the
 * answer that the first one got. Only answers of starts are kept: what was refused is tried anew.
 */
@Component
class FirstAnswers {

    static final String HEADER = "Idempotency-Key";
    static final String ABOUT = "Any text of your own for this request, such as a UUID. "
            + "The same request with the same key again starts nothing, and is answered as the first one was.";

    private static final int LONGEST_KEY = 200;

    // why: a repeat that waits for the first one holds no connection.
    private final RetryTemplate patiently = new RetryTemplate(RetryPolicy.builder()
            .includes(StillUnderWay.class)
            .maxRetries(50)
            .delay(Duration.ofMillis(100))
            .build());

    private final JdbcClient jdbc;
    private final Locks locks;
    private final Sweeps sweeps;
    private final JsonMapper json;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Duration kept;

    FirstAnswers(
            JdbcClient jdbc,
            Locks locks,
            Sweeps sweeps,
            JsonMapper json,
            TransactionTemplate transaction,
            Clock clock,
            @Value("${imprint.idempotency-keys:PT24H}") Duration kept) {
        if (!kept.isPositive()) {
            throw new IllegalArgumentException(
                    "imprint.idempotency-keys is %s: give a time longer than zero.".formatted(kept));
        }
        this.jdbc = jdbc;
        this.locks = locks;
        this.sweeps = sweeps;
        this.json = json;
        this.transaction = transaction;
        this.clock = clock;
        this.kept = kept;
    }

    /**
     * Starts, or finds what was answered to the same person's same request.
     *
     * @param key null for a request that is carried out however often it comes
     * @throws KeyUsedBefore when the person's other request had this key
     * @throws StillUnderWay when the first request has no answer within five seconds
     */
    List<OperationView> answerOnce(
            @Nullable String key, String person, Object asked, Supplier<List<OperationView>> start) {
        if (key == null) {
            return start.get();
        }
        if (key.isBlank() || key.length() > LONGEST_KEY) {
            throw new InvalidInput(HEADER, "Use 1 to %s characters.".formatted(LONGEST_KEY));
        }
        var request = new Request(person, key, fingerprint(asked));
        return Objects.requireNonNull(patiently.invoke(() -> transaction.execute(status -> answer(request, start))));
    }

    private byte[] fingerprint(Object asked) {
        var named = List.of(asked.getClass().getSimpleName(), asked);
        return Digest.ofContent(json.writeValueAsBytes(named)).bytes();
    }

    private List<OperationView> answer(Request request, Supplier<List<OperationView>> start) {
        lock(request);
        return kept(request).orElseGet(() -> {
            var answer = start.get();
            keep(request, answer);
            return answer;
        });
    }

    private void lock(Request request) {
        if (!locks.tryToTake(AdvisoryLock.FIRST_ANSWER, Objects.hash(request.person(), request.key()))) {
            throw new StillUnderWay();
        }
    }

    private Optional<List<OperationView>> kept(Request request) {
        return jdbc.sql("select request, answer from first_answer where person = ? and key = ? and kept_at > ?")
                .params(request.person(), request.key(), Timestamp.from(oldest()))
                .query((row, n) -> {
                    if (!Arrays.equals(row.getBytes("request"), request.fingerprint())) {
                        throw new KeyUsedBefore(HEADER);
                    }
                    return List.of(json.readValue(row.getString("answer"), OperationView[].class));
                })
                .optional();
    }

    private void keep(Request request, List<OperationView> answer) {
        jdbc.sql("""
                        insert into first_answer (person, key, request, answer, kept_at) values (?, ?, ?, ?, ?)
                        on conflict (person, key) do update
                        set request = excluded.request, answer = excluded.answer, kept_at = excluded.kept_at
                        """)
                .params(
                        request.person(),
                        request.key(),
                        request.fingerprint(),
                        json.writeValueAsString(answer),
                        Timestamp.from(clock.instant()))
                .update();
    }

    @Scheduled(fixedDelayString = "PT1H")
    void sweep() {
        sweeps.onOneNode(AdvisoryLock.OLD_ANSWERS, this::forgetTheOld);
    }

    private void forgetTheOld() {
        jdbc.sql("delete from first_answer where kept_at <= ?")
                .param(Timestamp.from(oldest()))
                .update();
    }

    private Instant oldest() {
        return clock.instant().minus(kept);
    }

    /** @param fingerprint SHA-256 of what was asked for */
    private record Request(String person, String key, byte[] fingerprint) {}
}
