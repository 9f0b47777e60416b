package imprint.workflows.engine;

import imprint.bpmn.Diagrams;
import imprint.workflows.audit.Act;
import imprint.workflows.audit.Actor;
import imprint.workflows.audit.AuditTrail;
import imprint.workflows.lock.AdvisoryLock;
import imprint.workflows.lock.Locks;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Deploys the processes as soon as the engine answers; never those of an older release over those of a newer one. */
@Component
@Profile("app")
class ProcessDeployment {

    private static final Logger log = LoggerFactory.getLogger(ProcessDeployment.class);

    private final CamundaClient client;
    private final JdbcClient jdbc;
    private final Locks locks;
    private final TransactionTemplate transaction;
    private final AuditTrail audit;
    private final Clock clock;
    private volatile boolean deployed;

    ProcessDeployment(
            CamundaClient client,
            JdbcClient jdbc,
            Locks locks,
            TransactionTemplate transaction,
            AuditTrail audit,
            Clock clock) {
        this.client = client;
        this.jdbc = jdbc;
        this.locks = locks;
        this.transaction = transaction;
        this.audit = audit;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 500)
    void deployOnce() {
        if (deployed) {
            return;
        }
        try {
            transaction.executeWithoutResult(status -> deploy());
            deployed = true;
        } catch (ClientException e) {
            log.info("The engine does not take the processes yet: {}", e.getMessage());
        }
    }

    private void deploy() {
        locks.take(AdvisoryLock.DEPLOYMENT);
        var newest = jdbc.sql("select coalesce(max(revision), 0) from process_deployment")
                .query(Integer.class)
                .single();
        if (newest > Diagrams.REVISION) {
            log.warn(
                    "Processes of revision {} are deployed: those of revision {} stay here", newest, Diagrams.REVISION);
            return;
        }
        var files = Diagrams.RESOURCES;
        var command = client.newDeployResourceCommand().addResourceFromClasspath(files.getFirst());
        for (var file : files.subList(1, files.size())) {
            command = command.addResourceFromClasspath(file);
        }
        command.requestTimeout(Duration.ofSeconds(20)).send().join();
        var isNew =
                jdbc.sql("insert into process_deployment (revision, deployed_at) values (?, ?) on conflict do nothing")
                                .params(Diagrams.REVISION, Timestamp.from(clock.instant()))
                                .update()
                        == 1;
        if (isNew) {
            audit.record(Act.done(Actor.SYSTEM, "processes deployed", "revision", Diagrams.REVISION));
        }
        log.info("The processes are deployed, revision {}", Diagrams.REVISION);
    }
}
