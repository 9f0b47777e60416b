package imprint.app.operation;

import imprint.workflows.add.AddDiskImage;
import imprint.workflows.apply.ApplyDiskImage;
import imprint.workflows.audit.Actor;
import imprint.workflows.clone.CloneDiskImage;
import imprint.workflows.device.Devices;
import imprint.workflows.operation.Requester;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.Valid;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
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
        return started(
                        asked,
                        key,
                        actor,
                        requester -> List.of(clone.request(asked.deviceId(), asked.image(devices::get), requester)))
                .getFirst();
    }

    @PostMapping("/api/v1/operations/add")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Add an image file to the inventory, for one of the products that are accepted")
    OperationView add(
            @Valid @RequestBody NewAdd asked,
            @Parameter(description = FirstAnswers.ABOUT)
                    @RequestHeader(name = FirstAnswers.HEADER, required = false)
                    @Nullable
                    String key,
            Actor actor) {
        return started(
                        asked,
                        key,
                        actor,
                        requester ->
                                List.of(add.request(asked.image(), asked.expected(), asked.takesRawData(), requester)))
                .getFirst();
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
        var reboots = Objects.requireNonNullElse(asked.rebootOnSuccess(), true);
        return started(
                asked, key, actor, requester -> apply.request(asked.imageId(), asked.deviceIds(), reboots, requester));
    }

    private List<OperationView> started(
            NewOperation asked,
            @Nullable String key,
            Actor actor,
            Function<Requester, List<? extends imprint.workflows.operation.Operation>> start) {
        var requester = new Requester(actor, asked.reason());
        return firstAnswers.answerOnce(key, actor.name(), asked, () -> views(start.apply(requester)));
    }

    private List<OperationView> views(List<? extends imprint.workflows.operation.Operation> started) {
        var called = names.of(started);
        return started.stream()
                .map(each -> OperationView.of(each, Objects.requireNonNull(called.get(each.id())), false))
                .toList();
    }
}
