package imprint.workers.operation;

import imprint.bpmn.JobTypes;
import imprint.bpmn.Outcome;
import imprint.bpmn.Variables;
import imprint.workers.engine.Job;
import imprint.workflows.operation.Operations;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Conclude: the operation ends as its process says. */
@Component(JobTypes.OPERATION_CONCLUDE)
@Profile("app")
class Conclude extends RouteBuilder {

    private final Operations operations;

    Conclude(Operations operations) {
        this.operations = operations;
    }

    @Override
    public void configure() {
        from("job:" + JobTypes.OPERATION_CONCLUDE).transform().body(Job.class, this::conclude);
    }

    private Object conclude(Job job) {
        operations.conclude(
                job.operationId(),
                Outcome.valueOf(job.text(Variables.OUTCOME)),
                (String) job.variables().get(Variables.CODE),
                (String) job.variables().get(Variables.SENTENCE));
        return Map.of();
    }
}
