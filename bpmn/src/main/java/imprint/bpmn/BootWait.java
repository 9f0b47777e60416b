package imprint.bpmn;

import java.util.UUID;

/** What a step that awaits a heartbeat waits for. */
public enum BootWait {
    /** The imaging environment of the device. */
    IMAGING("imaging"),
    /** The operating system on the device's own disk, booted anew. */
    OWN_DISK("own-disk"),
    /** Any new boot: someone rebooted a device that an apply had left to its user. */
    USER_REBOOT("user-reboot");

    private final String step;

    BootWait(String step) {
        this.step = step;
    }

    /** The correlation key of {@link Messages#DEVICE_BOOTED} for this wait of that operation. */
    public String correlationKey(UUID operationId) {
        return operationId + ":" + step;
    }
}
