package imprint.workflows.command;

import static org.assertj.core.api.Assertions.assertThat;

import imprint.workflows.DomainTest;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@DomainTest
@Timeout(60)
class CommandBellTest {

    private static final Duration LONG = Duration.ofMinutes(5);

    @Autowired
    private CommandBell bell;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void isHeardAfterSomebodyRangForNoDevice() {
        var device = UUID.randomUUID();
        ring("no device");
        ring("");
        try (var ear = bell.ear()) {
            ear.listenFor(device);
            bell.ring(device);
            assertThat(ear.rings(LONG)).succeedsWithin(LONG).isEqualTo(true);
        }
        assertThat(bell.isRunning()).isTrue();
    }

    @Test
    void isSilentForADeviceThatNobodyRingsFor() {
        try (var ear = bell.ear()) {
            ear.listenFor(UUID.randomUUID());
            bell.ring(UUID.randomUUID());
            assertThat(ear.rings(Duration.ofMillis(100))).succeedsWithin(LONG).isEqualTo(false);
        }
    }

    private void ring(String note) {
        jdbc.sql("select pg_notify('imprint_command', ?)").param(note).query().singleRow();
    }
}
