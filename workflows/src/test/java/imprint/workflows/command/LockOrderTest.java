package imprint.workflows.command;

import static org.assertj.core.api.Assertions.assertThat;

import imprint.bpmn.Outcome;
import imprint.imaging.protocol.AgentProtocol;
import imprint.imaging.protocol.Enrolment;
import imprint.imaging.protocol.Environment;
import imprint.imaging.protocol.Progress;
import imprint.imaging.protocol.Report;
import imprint.workflows.DomainTest;
import imprint.workflows.Fleet;
import imprint.workflows.Fleet.Machine;
import imprint.workflows.Fleet.TestDevice;
import imprint.workflows.MovableClock;
import imprint.workflows.apply.ApplyDiskImage;
import imprint.workflows.clone.CloneDiskImage;
import imprint.workflows.device.Devices;
import imprint.workflows.device.Enrolments;
import imprint.workflows.device.JoinTokens;
import imprint.workflows.image.DiskImages;
import imprint.workflows.operation.Operations;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All that may be done with a device and its operations at one time, done at one time. */
@DomainTest
class LockOrderTest {

    private static final AtomicLong KEYS = new AtomicLong(9_000_000);
    private static final String DEADLOCK = "40P01";

    @Autowired
    private Fleet fleet;

    @Autowired
    private CloneDiskImage clone;

    @Autowired
    private ApplyDiskImage apply;

    @Autowired
    private Operations operations;

    @Autowired
    private Devices devices;

    @Autowired
    private StepOffers offers;

    @Autowired
    private StepReports reports;

    @Autowired
    private SilentSteps silent;

    @Autowired
    private Reboots reboots;

    @Autowired
    private Enrolments enrolments;

    @Autowired
    private JoinTokens joinTokens;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private DiskImages images;

    @Autowired
    private MovableClock clock;

    @RepeatedTest(40)
    void nobodyWaitsForOneWhoWaitsForHim() throws Exception {
        var before = deadlocks();
        var acts = new ArrayList<>(acts());
        Collections.shuffle(acts, new Random(KEYS.incrementAndGet()));

        assertThat(atOnce(acts)).noneMatch(LockOrderTest::isDeadlock);
        assertThat(deadlocks()).isEqualTo(before);
    }

    /** Of many at once, one may keep two others apart that would meet without it. */
    @Test
    @Tag("slow")
    void noTwoWaitForEachOther() throws Exception {
        var before = deadlocks();
        var number = acts().size();
        for (int one = 0; one < number; one++) {
            for (int other = one; other < number; other++) {
                var acts = acts();
                assertThat(atOnce(List.of(acts.get(one), acts.get(other))))
                        .as("acts %s and %s", one, other)
                        .noneMatch(LockOrderTest::isDeadlock);
            }
        }
        assertThat(deadlocks()).isEqualTo(before);
    }

    /** All that may be done with a device that has begun to send its disk, and has been silent for too long. */
    private List<Callable<Object>> acts() throws Exception {
        var machine = fleet.machine();
        var device = fleet.aDevice(machine);
        var image = fleet.anImage().id();
        devices.recordImage(device.id(), image);
        var operation = clone.request(
                        device.id(),
                        fleet.anImageToMake("%s.img.zst".formatted(UUID.randomUUID())),
                        Fleet.because("test"))
                .id();
        clone.validate(operation);
        var job = job(operation);
        offers.offer(job, CommandKind.CAPTURE_DISK, null);
        var command = Objects.requireNonNull(
                        device.heard(Environment.IMAGING, "boot-2").command())
                .commandId();
        jdbc.sql("update device_command set last_progress_at = ? where id = ?")
                .params(Timestamp.from(clock.instant().minus(Duration.ofHours(1))), command)
                .update();
        return List.of(
                () -> device.heard(Environment.IMAGING, "boot-3"),
                () -> device.heard(Environment.IMAGING, "boot-2", command),
                () -> device.heard(Environment.OWN_DISK, "boot-4"),
                () -> done(() -> device.tells(Environment.IMAGING, "boot-2", new Progress(command, 1, 1, 2, 1))),
                () -> reported(device, new Report.Succeeded(command, 1, "a".repeat(64), null)),
                () -> reported(device, new Report.Failed(command, 1, null, "cut off", null)),
                () -> done(() -> silent.failIfSilent(new CommandRef(command, operation))),
                () -> offers.offer(job, CommandKind.CAPTURE_DISK, null),
                () -> reboots.offer(job(operation), Environment.OWN_DISK),
                () -> operations.conclude(operation, Outcome.FAILED, "PROCESS_GONE", "It is gone."),
                () -> operations.cancel(operation, "no longer wanted", Fleet.ALICE),
                () -> devices.retire(device.id(), "sold", Fleet.ALICE),
                () -> devices.admit(device.id(), "main", null, Fleet.ALICE),
                () -> applied(image, device),
                () -> done(() -> images.remove(image, Fleet.ALICE)),
                () -> enrolledAnew(machine));
    }

    private static String done(Act act) throws Exception {
        act.run();
        return "done";
    }

    private interface Act {
        void run() throws Exception;
    }

    private Object reported(TestDevice device, Report report) {
        reports.report(device.id(), report);
        return report;
    }

    private Object applied(UUID image, TestDevice device) {
        var requested = apply.request(image, List.of(device.id()), true, Fleet.because("test"));
        return apply.validate(requested.getFirst().id());
    }

    private Object enrolledAnew(Machine machine) {
        var token = joinTokens.create("again", "main", 1, Duration.ofHours(1), Fleet.ALICE);
        return enrolments.enrol(
                new Enrolment(AgentProtocol.VERSION, token.secret(), null, machine.facts(), null, null), "127.0.0.1");
    }

    private static StepJob job(UUID operation) {
        return new StepJob(operation, KEYS.incrementAndGet(), KEYS.incrementAndGet(), 5);
    }

    /** @return how those failed that did: many of them may, as the others do what cannot be done together */
    private static List<Throwable> atOnce(List<Callable<Object>> acts) throws InterruptedException {
        var start = new CyclicBarrier(acts.size());
        var failures = new ArrayList<Throwable>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = acts.stream()
                    .map(act -> threads.submit(() -> {
                        start.await();
                        return act.call();
                    }))
                    .toList();
            for (Future<Object> act : running) {
                try {
                    act.get();
                } catch (ExecutionException e) {
                    failures.add(e);
                }
            }
        }
        return failures;
    }

    private static boolean isDeadlock(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause -> cause instanceof SQLException sql && DEADLOCK.equals(sql.getSQLState()));
    }

    private long deadlocks() {
        return jdbc.sql("select deadlocks from pg_stat_database where datname = current_database()")
                .query(Long.class)
                .single();
    }
}
