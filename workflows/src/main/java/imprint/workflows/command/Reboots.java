package imprint.workflows.command;

import imprint.bpmn.BootWait;
import imprint.imaging.protocol.Environment;
import imprint.workflows.device.Device;
import imprint.workflows.device.Devices;
import imprint.workflows.failure.BusinessFailure;
import imprint.workflows.operation.DeviceOperation;
import imprint.workflows.operation.Operations;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Boots a device into an environment. The step is done when the device has heard it; that it came up is heard by the
 * step after it, for which what counts is noted here, before the device can act.
 */
@Service
@Transactional
public class Reboots {

    private final Operations operations;
    private final Devices devices;
    private final StepOffers offers;
    private final Homecoming homecoming;
    private final Departures departures;

    Reboots(Operations operations, Devices devices, StepOffers offers, Homecoming homecoming, Departures departures) {
        this.operations = operations;
        this.devices = devices;
        this.offers = offers;
        this.homecoming = homecoming;
        this.departures = departures;
    }

    /**
     * Takes the device, for an operation that has left it to its user, and has it rebooted.
     *
     * @throws BusinessFailure when another operation has taken the device meanwhile
     */
    public StepState offer(StepJob job, Environment into) {
        if (!operations.lockUnderWay(job.operationId())) {
            return StepState.CALLED_OFF;
        }
        var operation = operations.run(job.operationId(), DeviceOperation.class);
        var deviceId = operation.deviceId();
        var wait = into == Environment.IMAGING ? BootWait.IMAGING : BootWait.OWN_DISK;
        // why first: whoever gives the device an order home meanwhile is waited for.
        homecoming.keepHere(deviceId);
        var device = devices.get(deviceId);
        if (into == Environment.IMAGING && staysInImaging(device)) {
            operation.await(wait, into.name(), null);
            return new StepState.Done(Map.of());
        }
        var state = offers.offer(job, CommandKind.REBOOT, into);
        if (state instanceof StepState.InHand && !operation.awaits(wait)) {
            operation.await(wait, into.name(), device.bootId());
        }
        return state;
    }

    /** What was last heard is the imaging environment, in a boot that was not told to make way for the own disk. */
    private boolean staysInImaging(Device device) {
        var bootId = device.bootId();
        var heardAt = device.lastHeartbeatAt();
        return device.environment() == Environment.IMAGING
                && bootId != null
                && heardAt != null
                && !departures.isLeaving(device.id(), bootId, heardAt);
    }
}
