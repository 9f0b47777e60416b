package imprint.workflows.operation;

import imprint.workflows.device.DeviceContacted;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Hears of contacts in their own transaction: a boot that was heard is never forgotten. */
@Component
class BootListener {

    private final Operations operations;

    BootListener(Operations operations) {
        this.operations = operations;
    }

    @EventListener
    void on(DeviceContacted contact) {
        operations.heard(contact.deviceId(), contact.environment().name(), contact.bootId());
    }
}
