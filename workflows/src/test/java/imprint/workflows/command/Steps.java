package imprint.workflows.command;

import imprint.imaging.protocol.Environment;
import imprint.workflows.Fleet.TestDevice;
import imprint.workflows.MovableClock;
import imprint.workflows.engine.EngineCommand;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/** The words in which tests speak of the steps that devices carry out. */
@Component
class Steps {

    private static final Duration TOO_LONG = Duration.ofMinutes(4);

    private final AtomicLong keys = new AtomicLong(1_000);
    private final StepOffers offers;
    private final StepReports reports;
    private final SilenceSweep silence;
    private final Homecoming homecoming;
    private final TransactionOperations transaction;
    private final MovableClock clock;
    private final JdbcClient jdbc;
    private final JsonMapper json;

    Steps(
            StepOffers offers,
            StepReports reports,
            SilenceSweep silence,
            Homecoming homecoming,
            TransactionOperations transaction,
            MovableClock clock,
            JdbcClient jdbc,
            JsonMapper json) {
        this.offers = offers;
        this.reports = reports;
        this.silence = silence;
        this.homecoming = homecoming;
        this.transaction = transaction;
        this.clock = clock;
        this.jdbc = jdbc;
        this.json = json;
    }

    TestStep aCapture(TestDevice device, UUID operation) {
        return aStep(device, operation, CommandKind.CAPTURE_DISK, null);
    }

    TestStep aStep(TestDevice device, UUID operation, CommandKind kind, @Nullable Environment rebootInto) {
        return new TestStep(offers, reports, device, aJob(operation), kind, rebootInto, () -> sentFor(operation));
    }

    StepJob aJob(UUID operation) {
        return new StepJob(operation, keys.incrementAndGet(), keys.incrementAndGet(), 5);
    }

    /** All devices say nothing for so long that they are given up. */
    void fallSilent() {
        clock.pass(TOO_LONG);
        silence.sweep();
    }

    /** A new operation wants the device where it is. */
    void keepHere(TestDevice device) {
        transaction.executeWithoutResult(_ -> homecoming.keepHere(device.id()));
    }

    /** What the engine is told for an operation. */
    List<EngineCommand> sentFor(UUID operation) {
        return jdbc
                .sql("select payload from engine_command where operation_id = ? order by id")
                .param(operation)
                .query(String.class)
                .list()
                .stream()
                .map(payload -> json.readValue(payload, EngineCommand.class))
                .toList();
    }
}
