package imprint.workflows.engine;

import static org.assertj.core.api.Assertions.assertThat;

import imprint.bpmn.Diagrams;
import imprint.workflows.DomainTest;
import imprint.workflows.MovableClock;
import imprint.workflows.StandInEngine;
import imprint.workflows.audit.AuditEntry;
import imprint.workflows.audit.AuditFilter;
import imprint.workflows.audit.AuditTrail;
import imprint.workflows.lock.Locks;
import io.grpc.Status;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Which processes the engine gets, and when. */
@DomainTest
class ProcessDeploymentTest {

    private static final String FIRST_FILE = Diagrams.RESOURCES.getFirst();

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Locks locks;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private AuditTrail audit;

    @Autowired
    private MovableClock clock;

    private StandInEngine engine;
    private ProcessDeployment deployment;

    @BeforeEach
    void anEngineWithoutProcesses() throws IOException {
        jdbc.sql("delete from process_deployment").update();
        engine = new StandInEngine();
        deployment = new ProcessDeployment(engine.client(), jdbc, locks, transaction, audit, clock);
    }

    @AfterEach
    void end() {
        engine.close();
    }

    @Test
    void deploysOnceAndLeavesAnAuditEntry() {
        deployment.deployOnce();
        deployment.deployOnce();
        assertThat(engine.timesAsked(FIRST_FILE)).isOne();
        assertThat(audit.list(new AuditFilter(Integer.toString(Diagrams.REVISION), null, null), null, 1))
                .extracting(AuditEntry::act)
                .containsExactly("processes deployed");
    }

    @Test
    void neverPutsAnOlderVersionOverANewer() {
        jdbc.sql("insert into process_deployment values (?, now())")
                .param(Diagrams.REVISION + 1)
                .update();
        deployment.deployOnce();
        assertThat(engine.timesAsked(FIRST_FILE)).isZero();
    }

    @Test
    void triesAgainWhenTheEngineIsNotReady() {
        engine.refuse(FIRST_FILE, Status.UNAVAILABLE);
        deployment.deployOnce();
        engine.takeAgain(FIRST_FILE);
        deployment.deployOnce();
        assertThat(engine.timesAsked(FIRST_FILE)).isEqualTo(2);
    }
}
