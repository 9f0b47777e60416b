package imprint.workflows.engine;

import imprint.bpmn.Variables;
import io.camunda.client.CamundaClient;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Each kind of command in the words of the engine's client. */
final class EngineCommands {

    /** Of one request to the engine. */
    static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final CamundaClient client;

    EngineCommands(CamundaClient client) {
        this.client = client;
    }

    CompletionStage<?> send(EngineCommand command) {
        return switch (command) {
            case EngineCommand.Publish it ->
                client.newPublishMessageCommand()
                        .messageName(it.message())
                        .correlationKey(it.correlationKey())
                        .messageId(it.messageId())
                        .timeToLive(it.ttl())
                        .variables(it.variables())
                        .requestTimeout(TIMEOUT)
                        .send();
            case EngineCommand.CompleteJob it ->
                client.newCompleteCommand(it.jobKey())
                        .variables(it.variables())
                        .requestTimeout(TIMEOUT)
                        .send();
            case EngineCommand.FailJob it ->
                client.newFailCommand(it.jobKey())
                        .retries(it.retriesLeft())
                        .retryBackoff(it.backoff())
                        .errorMessage(it.sentence())
                        .requestTimeout(TIMEOUT)
                        .send();
            case EngineCommand.ThrowError it ->
                client.newThrowErrorCommand(it.jobKey())
                        .errorCode(it.code())
                        .errorMessage(String.valueOf(it.variables().get(Variables.SENTENCE)))
                        .variables(it.variables())
                        .requestTimeout(TIMEOUT)
                        .send();
            case EngineCommand.CancelInstance it ->
                client.newCancelInstanceCommand(it.processInstanceKey())
                        .requestTimeout(TIMEOUT)
                        .send();
            case EngineCommand.ResolveIncident it ->
                it.jobKey() == null
                        ? resolve(it)
                        : client.newUpdateRetriesCommand(it.jobKey())
                                .retries(it.retries())
                                .requestTimeout(TIMEOUT)
                                .send()
                                .thenCompose(done -> resolve(it));
            case EngineCommand.SetVariables it ->
                client.newSetVariablesCommand(it.processInstanceKey())
                        .variables(it.variables())
                        .requestTimeout(TIMEOUT)
                        .send();
            case EngineCommand.MoveStep it ->
                client.newModifyProcessInstanceCommand(it.processInstanceKey())
                        .activateElement(it.toElement())
                        .withVariables(it.variables())
                        .and()
                        .terminateElement(it.elementInstanceKey())
                        .requestTimeout(TIMEOUT)
                        .send();
        };
    }

    private CompletionStage<?> resolve(EngineCommand.ResolveIncident it) {
        return client.newResolveIncidentCommand(it.incidentKey())
                .requestTimeout(TIMEOUT)
                .send();
    }
}
