package imprint.app.operation;

import imprint.imaging.image.ImageFileName;
import imprint.workflows.add.AddDiskImage;
import imprint.workflows.apply.ApplyDiskImage;
import imprint.workflows.audit.Actor;
import imprint.workflows.clone.CloneDiskImage;
import imprint.workflows.device.Devices;
import imprint.workflows.operation.ImageTraits;
import imprint.workflows.operation.NewImage;
import imprint.workflows.operation.Requester;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.Valid;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where operations are asked for: the answer is the operation, which is carried out from then on. */
@RestController
class StartController {

    private final CloneDiskImage clone;
    private final AddDiskImage add;
    private final ApplyDiskImage apply;
    private final Devices devices;
    private final OperationNames names;
    private final FirstAnswers firstAnswers;

    StartController(
            CloneDiskImage clone,
            AddDiskImage add,
            ApplyDiskImage apply,
            Devices devices,
            OperationNames names,
            FirstAnswers firstAnswers) {
        this.clone = clone;
        this.add = add;
        this.apply = apply;
        this.devices = devices;
        this.names = names;
        this.firstAnswers = firstAnswers;
    }

    @PostMapping("/api/v1/operations/clone")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Clone a device's disk into an image")
    OperationView clone(
            @Valid @RequestBody NewClone asked,
            @Parameter(description = FirstAnswers.ABOUT)
                    @RequestHeader(name = FirstAnswers.HEADER, required = false)
                    @Nullable
                    String key,
            Actor actor) {
        return firstAnswers
                .to(key, actor.name(), asked, () -> started(asked, actor))
                .getFirst();
    }

    private List<OperationView> started(NewClone asked, Actor actor) {
        var fileName = ImageFileName.of(asked.fileName());
        var device = devices.get(asked.deviceId());
        var traits = new ImageTraits(
                device.product(),
                device.osName(),
                device.osVersion(),
                true,
                Objects.requireNonNullElse(asked.cloneable(), true),
                false);
        var image = new NewImage(
                asked.name().strip(),
                Objects.requireNonNullElse(asked.description(), ""),
                fileName,
                asked.locationId(),
                traits);
        return views(List.of(clone.request(asked.deviceId(), image, new Requester(actor, asked.reason()))));
    }

    @PostMapping({"/api/v1/operations/add", "/api/v1/disk-images"})
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Add an image file to the inventory, for one of the products that are accepted")
    OperationView add(
            @Valid @RequestBody NewAdd asked,
            @Parameter(description = FirstAnswers.ABOUT)
                    @RequestHeader(name = FirstAnswers.HEADER, required = false)
                    @Nullable
                    String key,
            Actor actor) {
        return firstAnswers
                .to(key, actor.name(), asked, () -> started(asked, actor))
                .getFirst();
    }

    private List<OperationView> started(NewAdd asked, Actor actor) {
        var requester = new Requester(actor, asked.reason());
        return views(List.of(add.request(asked.image(), asked.expected(), asked.takesRawData(), requester)));
    }

    @PostMapping("/api/v1/operations/apply")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Apply an image to devices, an operation for each")
    List<OperationView> apply(
            @Valid @RequestBody NewApply asked,
            @Parameter(description = FirstAnswers.ABOUT)
                    @RequestHeader(name = FirstAnswers.HEADER, required = false)
                    @Nullable
                    String key,
            Actor actor) {
        return firstAnswers.to(key, actor.name(), asked, () -> started(asked, actor));
    }

    private List<OperationView> started(NewApply asked, Actor actor) {
        var reboot = Objects.requireNonNullElse(asked.rebootOnSuccess(), true);
        return views(apply.request(asked.imageId(), asked.deviceIds(), reboot, new Requester(actor, asked.reason())));
    }

    private List<OperationView> views(List<imprint.workflows.operation.Operation> started) {
        var called = names.of(started);
        return started.stream()
                .map(each -> OperationView.of(each, Objects.requireNonNull(called.get(each.id())), false))
                .toList();
    }
}
