package imprint.workflows.add;

import imprint.bpmn.ErrorCode;
import imprint.bpmn.Variables;
import imprint.workflows.failure.BusinessFailure;
import imprint.workflows.image.DiskImages;
import imprint.workflows.operation.Operation;
import imprint.workflows.operation.Operations;
import imprint.workflows.site.Gateways;
import imprint.workflows.storage.StorageProbe;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Decides whether an add can succeed, once its location has been looked at. */
@Component
@Transactional
class AddValidation {

    private final Operations operations;
    private final DiskImages images;
    private final Gateways gateways;

    AddValidation(Operations operations, DiskImages images, Gateways gateways) {
        this.operations = operations;
        this.images = images;
        this.gateways = gateways;
    }

    Map<String, Object> decide(UUID operationId, Supplier<StorageProbe.Found> look) {
        operations.run(operationId);
        var operation = operations.get(operationId);
        var fileName = Objects.requireNonNull(operation.fileName());
        refuseListed(operation, fileName);
        var found = look.get();
        refuseListed(operation, found.fileName());
        if (found.fileBytes().isEmpty()) {
            throw new BusinessFailure(
                    ErrorCode.FILE_NOT_FOUND,
                    "There is no file \"%s\" on the storage location: check the name.".formatted(fileName));
        }
        var gateway = gateways.anyLive().orElseThrow(() -> new IllegalStateException("No worker is alive: start one."));
        operations.through(operationId, gateway.name());
        operations.reads(operationId, found.fileName());
        return Map.of(Variables.GATEWAY, gateway.name());
    }

    private void refuseListed(Operation operation, String fileName) {
        if (images.isFileListed(Objects.requireNonNull(operation.locationId()), fileName)) {
            throw new BusinessFailure(
                    ErrorCode.FILE_EXISTS, "The file \"%s\" is in the inventory already.".formatted(fileName));
        }
    }
}
