package imprint.workflows.add;

import imprint.bpmn.ErrorCode;
import imprint.bpmn.Variables;
import imprint.workflows.failure.BusinessFailure;
import imprint.workflows.image.DiskImages;
import imprint.workflows.operation.AddOperation;
import imprint.workflows.operation.Operations;
import imprint.workflows.site.Gateways;
import imprint.workflows.storage.StorageProbe;
import java.util.Map;
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
        var operation = operations.run(operationId, AddOperation.class);
        var image = operation.newImage();
        refuseListed(image.locationId(), image.fileName());
        var found = look.get();
        refuseListed(image.locationId(), found.fileName());
        if (found.fileBytes().isEmpty()) {
            throw new BusinessFailure(
                    ErrorCode.FILE_NOT_FOUND,
                    "There is no file \"%s\" on the storage location: check the name.".formatted(image.fileName()));
        }
        var gateway = gateways.anyLive().orElseThrow(() -> new IllegalStateException("No worker is alive: start one."));
        operation.validated(found.fileName(), gateway.name());
        return Map.of(Variables.GATEWAY, gateway.name());
    }

    private void refuseListed(UUID locationId, String fileName) {
        if (images.isFileListed(locationId, fileName)) {
            throw new BusinessFailure(
                    ErrorCode.FILE_EXISTS, "The file \"%s\" is in the inventory already.".formatted(fileName));
        }
    }
}
