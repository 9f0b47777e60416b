package imprint.workflows.command;

import static org.assertj.core.api.Assertions.assertThat;

import imprint.imaging.protocol.Environment;
import imprint.workflows.DomainTest;
import imprint.workflows.Fleet;
import imprint.workflows.MovableClock;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@DomainTest
class SilenceSweepTest {

    private static final AtomicLong KEYS = new AtomicLong(4_000_000);

    @Autowired
    private Fleet fleet;

    @Autowired
    private DeviceSteps steps;

    @Autowired
    private SilenceSweep silence;

    @Autowired
    private MovableClock clock;

    @Autowired
    private JdbcClient jdbc;

    @AfterEach
    void letThemAllBeFailed() {
        jdbc.sql("drop trigger if exists refuse on device_command").update();
    }

    /** All in one transaction, the others would be as they were before. */
    @Test
    void oneThatCannotBeFailedKeepsNoOtherFromIt() throws InterruptedException {
        var first = aCommandOfADevice();
        var second = aCommandOfADevice();
        var third = aCommandOfADevice();
        refuse(second);
        clock.pass(Duration.ofMinutes(4));
        silence.sweep();
        assertThat(stateOf(first)).isEqualTo("FAILED");
        assertThat(stateOf(second)).isEqualTo("GIVEN");
        assertThat(stateOf(third)).isEqualTo("FAILED");
    }

    private UUID aCommandOfADevice() throws InterruptedException {
        var device = fleet.aDevice();
        var operation = fleet.aValidatedClone(device);
        steps.offer(
                new StepJob(operation, KEYS.incrementAndGet(), KEYS.incrementAndGet(), 5),
                CommandKind.CAPTURE_DISK,
                null);
        return Objects.requireNonNull(
                        device.heard(Environment.IMAGING, "boot-2").command())
                .commandId();
    }

    private void refuse(UUID command) {
        jdbc.sql("""
                create or replace function refuse() returns trigger language plpgsql as
                $$ begin raise exception 'This one cannot be changed'; end $$
                """).update();
        jdbc.sql("""
                        create trigger refuse before update on device_command
                        for each row when (old.id = '%s') execute function refuse()
                        """.formatted(command)).update();
    }

    private String stateOf(UUID command) {
        return jdbc.sql("select state from device_command where id = ?")
                .param(command)
                .query(String.class)
                .single();
    }
}
