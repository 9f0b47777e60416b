package imprint.workflows.command;

import imprint.imaging.protocol.Report;
import imprint.workflows.device.Devices;
import imprint.workflows.operation.ApplyOperation;
import imprint.workflows.operation.CloneOperation;
import imprint.workflows.operation.DeviceOperation;
import imprint.workflows.operation.Operations;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Notes what a step makes of the device's disk, and of its operation. */
@Component
class StepResults {

    private final Devices devices;
    private final Operations operations;

    StepResults(Devices devices, Operations operations) {
        this.devices = devices;
        this.operations = operations;
    }

    /** Until the device says otherwise, a write that was given has changed the disk. */
    void ofGiven(DeviceCommand command) {
        if (command instanceof DeviceStep step && step.kind() == CommandKind.WRITE_DISK) {
            var device = devices.get(step.deviceId());
            step.overwrites(device.diskCondition(), device.imageId());
            devices.writeBegan(step.deviceId());
        }
    }

    /** A device may say that this attempt has left its disk as it was. */
    void ofDisk(DeviceCommand command, Report report) {
        var isLeftAlone = switch (report) {
            case Report.Succeeded _ -> false;
            case Report.Failed failed -> Boolean.FALSE.equals(failed.diskChanged());
            case Report.Stopped stopped -> !stopped.diskChanged();
        };
        // why: A report speaks of its own attempt alone. An attempt before it may have changed the disk, which was then
        // no longer whole when this attempt began.
        if (isLeftAlone && command instanceof DeviceStep step && step.state().isInHand() && step.wasWhole()) {
            devices.writeLeftAlone(step.deviceId(), step.imageBefore());
        }
    }

    void succeeded(DeviceStep step, Report.Succeeded report) {
        var operation = operations.get(step.operationId(), DeviceOperation.class);
        if (report.counts() != null) {
            operation.countSent(report.counts().sentBytes());
        }
        switch (operation) {
            case CloneOperation clone
            when step.kind() == CommandKind.CAPTURE_DISK -> {
                clone.recordCapture(Objects.requireNonNull(report.manifestDigest(), "manifestDigest"));
                devices.rotateCredential(step.deviceId());
            }
            case ApplyOperation apply
            when step.kind() == CommandKind.VERIFY_DISK -> devices.recordImage(step.deviceId(), apply.imageId());
            case CloneOperation _, ApplyOperation _ -> {}
        }
    }
}
