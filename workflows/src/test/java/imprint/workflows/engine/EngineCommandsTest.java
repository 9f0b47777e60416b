package imprint.workflows.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.MessageLite;
import imprint.workflows.StandInEngine;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.CancelProcessInstanceRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.CompleteJobRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.FailJobRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ModifyProcessInstanceRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.PublishMessageRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ResolveIncidentRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.SetVariablesRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ThrowErrorRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.UpdateJobRetriesRequest;
import io.grpc.Status;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each command as the engine hears it. */
class EngineCommandsTest {

    private static final UUID OPERATION = UUID.randomUUID();

    private StandInEngine engine;
    private EngineCommands commands;

    @BeforeEach
    void start() throws IOException {
        engine = new StandInEngine();
        commands = new EngineCommands(engine.client());
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void aMessageWaitsForItsProcess() {
        var heard = send(
                new EngineCommand.Publish(
                        OPERATION, "device-booted", "key", "id", Duration.ofMinutes(2), Map.of("a", "ü")),
                PublishMessageRequest.class);
        assertThat(heard.getName()).isEqualTo("device-booted");
        assertThat(heard.getCorrelationKey()).isEqualTo("key");
        assertThat(heard.getMessageId()).isEqualTo("id");
        assertThat(heard.getTimeToLive()).isEqualTo(120_000);
        assertThat(heard.getVariables()).isEqualTo("{\"a\":\"ü\"}");
    }

    @Test
    void aJobIsCompletedWithWhatItFound() {
        var heard =
                send(new EngineCommand.CompleteJob(OPERATION, 7, 1, Map.of("found", true)), CompleteJobRequest.class);
        assertThat(heard.getJobKey()).isEqualTo(7);
        assertThat(heard.getVariables()).isEqualTo("{\"found\":true}");
    }

    @Test
    void aJobThatFailedIsOfferedAgainAfterAWhile() {
        var heard = send(
                new EngineCommand.FailJob(OPERATION, 7, 1, 3, Duration.ofSeconds(30), "No room."),
                FailJobRequest.class);
        assertThat(heard.getJobKey()).isEqualTo(7);
        assertThat(heard.getRetries()).isEqualTo(3);
        assertThat(heard.getRetryBackOff()).isEqualTo(30_000);
        assertThat(heard.getErrorMessage()).isEqualTo("No room.");
    }

    @Test
    void aBusinessFailureTellsItsCodeAndSentence() {
        var heard = send(
                new EngineCommand.ThrowError(
                        OPERATION, 7, 1, "STORAGE_FULL", Map.of("code", "STORAGE_FULL", "sentence", "Full.")),
                ThrowErrorRequest.class);
        assertThat(heard.getJobKey()).isEqualTo(7);
        assertThat(heard.getErrorCode()).isEqualTo("STORAGE_FULL");
        assertThat(heard.getErrorMessage()).isEqualTo("Full.");
        assertThat(heard.getVariables()).contains("\"sentence\":\"Full.\"");
    }

    @Test
    void anInstanceIsCancelled() {
        assertThat(send(new EngineCommand.CancelInstance(OPERATION, 9), CancelProcessInstanceRequest.class)
                        .getProcessInstanceKey())
                .isEqualTo(9);
    }

    @Test
    void variablesAreThoseOfTheWholeInstance() {
        var heard = send(
                new EngineCommand.SetVariables(OPERATION, 9, Map.of("gateway", "main"), Instant.EPOCH),
                SetVariablesRequest.class);
        assertThat(heard.getElementInstanceKey()).isEqualTo(9);
        assertThat(heard.getVariables()).isEqualTo("{\"gateway\":\"main\"}");
        assertThat(heard.getLocal()).isFalse();
    }

    @Test
    void aStepIsLeftAndAnotherEnteredInOne() {
        var heard = send(
                new EngineCommand.MoveStep(OPERATION, 9, 11, "transfer-image", Map.of("gateway", "main")),
                ModifyProcessInstanceRequest.class);
        assertThat(heard.getProcessInstanceKey()).isEqualTo(9);
        assertThat(heard.getActivateInstructionsList()).singleElement().satisfies(entered -> {
            assertThat(entered.getElementId()).isEqualTo("transfer-image");
            assertThat(entered.getVariableInstructions(0).getVariables()).isEqualTo("{\"gateway\":\"main\"}");
        });
        assertThat(heard.getTerminateInstructionsList())
                .singleElement()
                .satisfies(left -> assertThat(left.getElementInstanceKey()).isEqualTo(11));
    }

    @Test
    void theJobOfAnIncidentHasItsRetriesBackBeforeTheIncidentIsResolved() {
        var heard = sendAll(new EngineCommand.ResolveIncident(OPERATION, 21, 7L, 5));
        assertThat(heard)
                .hasExactlyElementsOfTypes(UpdateJobRetriesRequest.class, ResolveIncidentRequest.class)
                .first()
                .extracting(each -> ((UpdateJobRetriesRequest) each).getRetries())
                .isEqualTo(5);
        assertThat(((ResolveIncidentRequest) heard.getLast()).getIncidentKey()).isEqualTo(21);
    }

    @Test
    void anIncidentWithoutAJobIsJustResolved() {
        assertThat(sendAll(new EngineCommand.ResolveIncident(OPERATION, 21, null, 5)))
                .hasExactlyElementsOfTypes(ResolveIncidentRequest.class);
    }

    @Test
    void anIncidentWhoseJobIsGoneIsNotResolved() {
        engine.refuse("7", Status.NOT_FOUND);
        assertThatThrownBy(() -> sendAll(new EngineCommand.ResolveIncident(OPERATION, 21, 7L, 5)))
                .isInstanceOf(CompletionException.class);
        assertThat(engine.taken()).hasExactlyElementsOfTypes(UpdateJobRetriesRequest.class);
    }

    private <R extends MessageLite> R send(EngineCommand command, Class<R> request) {
        var heard = sendAll(command);
        assertThat(heard).hasExactlyElementsOfTypes(request);
        return request.cast(heard.getFirst());
    }

    private List<MessageLite> sendAll(EngineCommand command) {
        commands.send(command).toCompletableFuture().join();
        return engine.taken();
    }
}
