package imprint.workers.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import imprint.bpmn.ErrorCode;
import imprint.bpmn.JobTypes;
import imprint.bpmn.Limit;
import imprint.bpmn.Variables;
import imprint.workers.engine.Job;
import imprint.workers.engine.JobOutcome;
import imprint.workflows.command.Reboots;
import imprint.workflows.command.StepOffers;
import imprint.workflows.command.StepState;
import imprint.workflows.engine.RetryLadder;
import imprint.workflows.failure.BusinessFailure;
import imprint.workflows.operation.StepSettings;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RebootTest {

    private static final StepSettings SETTINGS =
            new StepSettings(Map.of(), Duration.ofMinutes(3), Map.of(), RetryLadder.DEFAULT.rungs());

    private final Reboots reboots = mock(Reboots.class);
    private final Reboot task = new Reboot(reboots, new DeviceTask(mock(StepOffers.class), SETTINGS));

    @Test
    void leavesTheJobToTheDevicesReport() {
        when(reboots.offer(any(), any())).thenReturn(new StepState.InHand());
        assertThat(task.carryOut(job())).isEqualTo(new JobOutcome.Deferred(SETTINGS.deadline(Limit.REBOOT)));
    }

    @Test
    void waitsForWhoeverHasTheDeviceAndAsksAgainSoon() {
        when(reboots.offer(any(), any())).thenThrow(new BusinessFailure(ErrorCode.DEVICE_BUSY, "It is busy."));
        assertThat(task.carryOut(job()))
                .isInstanceOfSatisfying(
                        JobOutcome.Deferred.class,
                        deferred -> assertThat(deferred.deadline()).hasMinutes(0));
    }

    @Test
    void tellsEveryOtherFailure() {
        when(reboots.offer(any(), any())).thenThrow(new BusinessFailure(ErrorCode.DEVICE_UNKNOWN, "It is gone."));
        assertThatThrownBy(() -> task.carryOut(job())).isInstanceOf(BusinessFailure.class);
    }

    private static Job job() {
        return new Job(
                1,
                JobTypes.DEVICE_REBOOT,
                2,
                3,
                1,
                5,
                Map.of(Variables.OPERATION_ID, UUID.randomUUID().toString(), Variables.ENVIRONMENT, "IMAGING"));
    }
}
