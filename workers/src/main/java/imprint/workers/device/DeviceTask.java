package imprint.workers.device;

import imprint.bpmn.ErrorCode;
import imprint.bpmn.Limit;
import imprint.workers.engine.Job;
import imprint.workers.engine.JobOutcome;
import imprint.workflows.command.CommandKind;
import imprint.workflows.command.StepJob;
import imprint.workflows.command.StepOffers;
import imprint.workflows.command.StepState;
import imprint.workflows.failure.BusinessFailure;
import imprint.workflows.operation.StepSettings;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** A task that a device carries out: its command is kept, and the job left to the device's report. */
@Component
@Profile("app")
public class DeviceTask {

    private final StepOffers offers;
    private final StepSettings settings;

    DeviceTask(StepOffers offers, StepSettings settings) {
        this.offers = offers;
        this.settings = settings;
    }

    public JobOutcome offer(Job job, CommandKind kind, Limit limit) {
        return answer(offers.offer(stepOf(job), kind, null), limit);
    }

    JobOutcome answer(StepState state, Limit limit) {
        return switch (state) {
            case StepState.InHand _ -> new JobOutcome.Deferred(settings.deadline(limit));
            case StepState.Done done -> new JobOutcome.Completed(done.variables());
            case StepState.Refused refused ->
                throw new BusinessFailure(ErrorCode.valueOf(refused.code()), refused.sentence());
        };
    }

    static StepJob stepOf(Job job) {
        return new StepJob(job.operationId(), job.elementInstanceKey(), job.key(), job.retries());
    }
}
