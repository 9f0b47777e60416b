package imprint.app.operation;

import imprint.app.security.Admissions;
import imprint.workflows.operation.CurrentOperations;
import imprint.workflows.operation.Incidents;
import imprint.workflows.operation.OperationProgress;
import imprint.workflows.operation.Operations;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Operations as they move, as server-sent events. Each listener holds a virtual thread, which mostly waits. */
@RestController
@RequestMapping("/api/v1/operations")
class EventController {

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final Listeners listeners;
    private final Admissions admissions;
    private final Operations operations;
    private final OperationProgress progress;
    private final Incidents incidents;
    private final OperationNames names;
    private final JsonMapper json;

    EventController(
            Listeners listeners,
            Admissions admissions,
            Operations operations,
            OperationProgress progress,
            Incidents incidents,
            OperationNames names,
            JsonMapper json) {
        this.listeners = listeners;
        this.admissions = admissions;
        this.operations = operations;
        this.progress = progress;
        this.incidents = incidents;
        this.names = names;
        this.json = json;
    }

    @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(
            summary = "Watch all operations: an event \"operation\" whenever one has moved",
            description = "Of more than " + CurrentOperations.MOST + " that are open, those requested last.")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                            schema = @Schema(implementation = OperationEvent.class)))
    void all(HttpServletResponse response) throws InterruptedException {
        stream(null, List.of(), response);
    }

    @GetMapping(path = "/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(summary = "Watch an operation until it has ended")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                            schema = @Schema(implementation = OperationEvent.class)))
    void one(@PathVariable UUID id, HttpServletResponse response) throws InterruptedException {
        stream(id, List.of(now(id)), response);
    }

    private OperationEvent now(UUID id) {
        var operation = operations.get(id);
        var called = names.of(operation);
        return new OperationEvent(
                id,
                operation.kind(),
                operation.state(),
                operation.deviceId(),
                called.hostName(),
                operation.imageId(),
                called.imageName(),
                operation.code(),
                operation.sentence(),
                !incidents.open(operation).isEmpty(),
                ProgressView.of(operation, progress.of(id)));
    }

    private void stream(@Nullable UUID only, List<OperationEvent> first, HttpServletResponse response)
            throws InterruptedException {
        var listener = listeners.add(only, admissions.current());
        try {
            listener.tell(first);
            var out = EventStream.open(response, json);
            var ended = false;
            while (!listener.isClosed() && !ended) {
                var events = listener.await(HEARTBEAT);
                out.send(events);
                ended = only != null
                        && events.stream().anyMatch(event -> event.state().isFinal());
            }
        } catch (IOException e) {
            // why: whoever listened has gone, which is how most of them end.
        } finally {
            listeners.remove(listener);
        }
    }
}
