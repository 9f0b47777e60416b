package imprint.workflows.operation;

import imprint.workflows.device.DeviceRetired;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Calls off what was asked of a device that is sent away. */
@Component
class Retirements {

    private final OperationRepository repository;
    private final Operations operations;

    Retirements(OperationRepository repository, Operations operations) {
        this.repository = repository;
        this.operations = operations;
    }

    @EventListener
    void on(DeviceRetired retired) {
        repository
                .findUnfinishedOn(retired.deviceId())
                .forEach(id -> operations.cancel(id, "Its device was retired.", retired.actor()));
    }
}
