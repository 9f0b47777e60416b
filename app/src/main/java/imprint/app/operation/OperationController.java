package imprint.app.operation;

import imprint.app.page.PageQuery;
import imprint.workflows.audit.Actor;
import imprint.workflows.operation.Incidents;
import imprint.workflows.operation.OperationFilter;
import imprint.workflows.operation.OperationKind;
import imprint.workflows.operation.OperationProgress;
import imprint.workflows.operation.OperationState;
import imprint.workflows.operation.Operations;
import imprint.workflows.operation.ProcessInstance;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.Valid;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.data.domain.Sort;
import org.springframework.data.web.PagedModel;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/operations")
class OperationController {

    private final Operations operations;
    private final OperationProgress progress;
    private final StepHistory history;
    private final Incidents incidents;
    private final OperationNames names;

    OperationController(
            Operations operations,
            OperationProgress progress,
            StepHistory history,
            Incidents incidents,
            OperationNames names) {
        this.operations = operations;
        this.progress = progress;
        this.history = history;
        this.incidents = incidents;
        this.names = names;
    }

    @GetMapping
    @Operation(summary = "List operations")
    PagedModel<OperationView> list(
            @RequestParam(required = false) @Nullable OperationKind kind,
            @RequestParam(required = false) @Nullable OperationState state,
            @RequestParam(required = false) @Nullable UUID deviceId,
            @RequestParam(required = false) @Nullable UUID imageId,
            @Parameter(description = "True for those that have not ended, false for those that have")
                    @RequestParam(required = false)
                    @Nullable
                    Boolean open,
            @Parameter(
                            description =
                                    "True for those in which a step has spent its retries and waits for a person; "
                                            + "of more than " + Incidents.MOST
                                            + ", those for which one waits the shortest")
                    @RequestParam(defaultValue = "false")
                    boolean incident,
            @ParameterObject PageQuery page) {
        var newestFirst = Sort.by(Sort.Direction.DESC, "requestedAt").and(Sort.by("id"));
        var asked = page.sortedBy(newestFirst, "requestedAt", "startedAt", "endedAt", "kind", "state", "requestedBy");
        var filter = new OperationFilter(
                kind, state, deviceId, imageId, open, incident ? incidents.processInstances() : null);
        var found = operations.list(filter, asked);
        var waiting = incidents.among(found.stream()
                .map(imprint.workflows.operation.Operation::process)
                .filter(Objects::nonNull)
                .map(ProcessInstance::key)
                .toList());
        var called = names.of(found.getContent());
        return new PagedModel<>(found.map(each ->
                OperationView.of(each, Objects.requireNonNull(called.get(each.id())), isWaiting(each, waiting))));
    }

    @GetMapping("/{id}")
    @Operation(summary = "Show an operation with its progress, its steps, their attempts and errors")
    OperationDetails get(@PathVariable UUID id) {
        var operation = operations.get(id);
        return new OperationDetails(
                view(operation), ProgressView.of(operation, progress.of(id)), history.of(operation));
    }

    private OperationView view(imprint.workflows.operation.Operation operation) {
        return OperationView.of(
                operation, names.of(operation), !incidents.open(operation).isEmpty());
    }

    private static boolean isWaiting(imprint.workflows.operation.Operation operation, Set<Long> waiting) {
        var process = operation.process();
        return process != null
                && waiting.contains(process.key())
                && !operation.state().isFinal();
    }

    @PostMapping("/{id}/cancellation")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Call an operation off; its device stays busy until its agent has stopped")
    OperationView cancel(@PathVariable UUID id, @Valid @RequestBody Cancellation cancellation, Actor actor) {
        return view(operations.cancel(id, cancellation.reason(), actor));
    }

    @PostMapping("/{id}/retry")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Try the step again that has spent its retries")
    OperationView retry(@PathVariable UUID id, @Valid @RequestBody Retry retry, Actor actor) {
        return view(incidents.retry(id, retry.reason(), actor));
    }
}
