package imprint.workflows.operation;

import imprint.bpmn.ErrorCode;
import imprint.workflows.device.Devices;
import imprint.workflows.failure.BusinessFailure;
import imprint.workflows.lock.AdvisoryLock;
import imprint.workflows.lock.Locks;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What only one operation may have at a time: a device; a file to be made, and the name of the image in it. The
 * database's unique indexes say so, too; here those who come second wait until the first has it, and hear a sentence.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class Holds {

    private final OperationRepository operations;
    private final Devices devices;
    private final Locks locks;
    private final JdbcClient jdbc;

    Holds(OperationRepository operations, Devices devices, Locks locks, JdbcClient jdbc) {
        this.operations = operations;
        this.devices = devices;
        this.locks = locks;
        this.jdbc = jdbc;
    }

    /**
     * Nobody else takes what the operation is about to take, until the transaction ends.
     *
     * @throws BusinessFailure when another operation has it
     */
    void requireFree(Operation operation) {
        var deviceId = operation.deviceId();
        if (deviceId != null) {
            requireFreeDevice(deviceId);
        }
        var image = operation.newImage();
        if (image != null) {
            requireFreeNames(image);
        }
    }

    private void requireFreeDevice(UUID deviceId) {
        locks.take(AdvisoryLock.DEVICE, deviceId.hashCode());
        operations.findHolding(deviceId).ifPresent(other -> {
            throw busy(other);
        });
    }

    private void requireFreeNames(NewImage image) {
        // why: one lock for all, because files and names are taken together.
        locks.take(AdvisoryLock.MADE_FILE);
        if (operations.isMade(image.name(), image.locationId(), image.fileName())) {
            throw new BusinessFailure(
                    ErrorCode.FILE_EXISTS,
                    "Another operation is making an image \"%s\" or the file \"%s\": choose other names."
                            .formatted(image.name(), image.fileName()));
        }
    }

    /** Who is about an operation has its device first, see the package. */
    void lockDeviceOf(UUID operationId) {
        jdbc.sql("""
                        select d.id from device d join operation o on o.device_id = d.id where o.id = ?
                        for no key update of d
                        """).param(operationId).query().listOfRows();
    }

    private BusinessFailure busy(DeviceOperation other) {
        return new BusinessFailure(
                ErrorCode.DEVICE_BUSY,
                "%s is busy with operation %s: wait for its end, or cancel it."
                        .formatted(devices.get(other.deviceId()).hostName(), other.id()));
    }
}
