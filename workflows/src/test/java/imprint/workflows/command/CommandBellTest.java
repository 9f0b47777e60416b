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
    void isHeardAfterSomebodyRangForNoDevice() throws Exception {
        var device = UUID.randomUUID();
        ring("no device");
        ring("");
        try (var ear = bell.listenFor(device)) {
            bell.ring(device);
            ear.await(LONG);
        }
        assertThat(bell.isRunning()).isTrue();
    }

    private void ring(String note) {
        jdbc.sql("select pg_notify('imprint_command', ?)").param(note).query().singleRow();
    }
}
