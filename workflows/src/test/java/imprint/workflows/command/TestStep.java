package imprint.workflows.command;

import imprint.imaging.protocol.Command;
import imprint.imaging.protocol.Environment;
import imprint.imaging.protocol.Report;
import imprint.workflows.Fleet.TestDevice;
import imprint.workflows.engine.EngineCommand;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A step that an operation has for a device, from both its ends: the engine offers it, the device reports of it. */
final class TestStep {

    private final StepOffers offers;
    private final StepReports reports;
    private final TestDevice device;
    private final StepJob job;
    private final CommandKind kind;
    private final @Nullable Environment rebootInto;
    private final Supplier<List<EngineCommand>> outbox;

    TestStep(
            StepOffers offers,
            StepReports reports,
            TestDevice device,
            StepJob job,
            CommandKind kind,
            @Nullable Environment rebootInto,
            Supplier<List<EngineCommand>> outbox) {
        this.offers = offers;
        this.reports = reports;
        this.device = device;
        this.job = job;
        this.kind = kind;
        this.rebootInto = rebootInto;
        this.outbox = outbox;
    }

    StepState offered() {
        return offered(job.retries());
    }

    StepState offered(int retries) {
        return offers.offer(
                new StepJob(job.operationId(), job.elementInstanceKey(), job.jobKey(), retries), kind, rebootInto);
    }

    /** Offered, and fetched by the device in the imaging environment. */
    Command given() throws InterruptedException {
        offered();
        return fetched();
    }

    Command fetched() throws InterruptedException {
        return Objects.requireNonNull(
                device.heard(Environment.IMAGING, "boot-2").command());
    }

    /** What the device that has the command in hand is told to stop. */
    @Nullable
    UUID stopToldWith(Command inHand) throws InterruptedException {
        return device.heard(Environment.IMAGING, "boot-2", inHand.commandId()).stop();
    }

    void succeeds(Command command) {
        var counts = new Report.Counts(16, 15, 0, 1, 100);
        report(new Report.Succeeded(command.commandId(), command.attempt(), "a".repeat(64), counts));
    }

    void fails(Command command) {
        report(new Report.Failed(command.commandId(), command.attempt(), null, "cut off", null));
    }

    void stops(Command command) {
        report(new Report.Stopped(command.commandId(), command.attempt(), false));
    }

    void report(Report report) {
        reports.report(device.id(), report);
    }

    StepJob job() {
        return job;
    }

    /** What the engine is told for the operation. */
    List<EngineCommand> sent() {
        return outbox.get();
    }
}
