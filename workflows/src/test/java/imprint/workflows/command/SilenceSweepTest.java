package imprint.workflows.command;

import static imprint.workflows.command.StepAssert.assertThat;

import imprint.workflows.DomainTest;
import imprint.workflows.Fleet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@DomainTest
class SilenceSweepTest {

    @Autowired
    private Fleet fleet;

    @Autowired
    private Steps steps;

    @Autowired
    private JdbcClient jdbc;

    @AfterEach
    void letThemAllBeFailed() {
        jdbc.sql("drop trigger if exists refuse on device_command").update();
    }

    /** All in one transaction, the others would be as they were before. */
    @Test
    void oneThatCannotBeFailedKeepsNoOtherFromIt() throws InterruptedException {
        var first = aSilentStep();
        var second = aSilentStep();
        var third = aSilentStep();
        refuse(second);
        steps.fallSilent();
        assertThat(first).hasFailed();
        assertThat(second).hasNotFailed();
        assertThat(third).hasFailed();
    }

    private TestStep aSilentStep() throws InterruptedException {
        var device = fleet.aDevice();
        var step = steps.aCapture(device, fleet.aValidatedClone(device));
        step.offered();
        return step;
    }

    private void refuse(TestStep step) {
        jdbc.sql("""
                create or replace function refuse() returns trigger language plpgsql as
                $$ begin raise exception 'This one cannot be changed'; end $$
                """).update();
        jdbc.sql("""
                        create trigger refuse before update on device_command
                        for each row when (old.operation_id = '%s') execute function refuse()
                        """.formatted(step.job().operationId())).update();
    }
}
