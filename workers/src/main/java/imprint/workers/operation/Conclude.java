package imprint.workers.operation;

import imprint.bpmn.JobTypes;
import imprint.bpmn.Outcome;
import imprint.bpmn.Variables;
import imprint.workers.engine.Job;
import imprint.workers.engine.JobOutcome;
import imprint.workers.engine.JobRoute;
import imprint.workflows.operation.Operations;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Conclude: the operation ends as its process says. */
@Component(JobTypes.OPERATION_CONCLUDE)
@Profile("app")
class Conclude extends JobRoute {

    private final Operations operations;

    Conclude(Operations operations) {
        super(JobTypes.OPERATION_CONCLUDE);
        this.operations = operations;
    }

    @Override
    protected JobOutcome carryOut(Job job) {
        operations.conclude(
                job.operationId(),
                Outcome.valueOf(job.text(Variables.OUTCOME)),
                (String) job.variables().get(Variables.CODE),
                (String) job.variables().get(Variables.SENTENCE));
        return JobOutcome.Completed.WITHOUT_VARIABLES;
    }
}
