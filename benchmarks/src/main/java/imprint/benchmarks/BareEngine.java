package imprint.benchmarks;

import imprint.bpmn.Diagrams;
import imprint.bpmn.Limit;
import imprint.bpmn.Messages;
import imprint.bpmn.Variables;
import imprint.embedded.DataDirectory;
import imprint.embedded.Distribution;
import imprint.embedded.EngineAndDatabase;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.CamundaFuture;
import io.camunda.client.api.command.ClientStatusException;
import io.camunda.client.api.command.DeployResourceCommandStep1;
import io.grpc.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The embedded engine as the system starts it, but for the exporter; with the system's processes. */
record BareEngine(CamundaClient client) {

    /** The processes that are started at a time, as by the system's outbox. */
    static final int IN_FLIGHT = 64;

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Set<Status.Code> NOT_NOW = Set.of(Status.Code.RESOURCE_EXHAUSTED, Status.Code.UNAVAILABLE);

    private static final Map<String, String> LIMITS = Arrays.stream(Limit.values())
            .collect(Collectors.toMap(Limit::key, _ -> Duration.ofHours(1).toString()));

    static BareEngine start(Laboratory laboratory) throws IOException, InterruptedException {
        var data = laboratory.running(DataDirectory.open(laboratory.file("bare")));
        var servers = laboratory.running(new EngineAndDatabase(
                new Distribution(withoutExporter(laboratory)), data, Optional.empty(), Optional.empty()));
        servers.awaitDatabase();
        servers.awaitEngine();
        var client = laboratory.running(servers.engine()
                .client()
                .jobHandlingExecutor(Executors.newVirtualThreadPerTaskExecutor(), true)
                .defaultRequestTimeout(LIMIT)
                .build());
        untilTaken(() -> deployment(client).send());
        return new BareEngine(client);
    }

    /** The distribution but for the exporter, without which the engine runs as well. */
    private static Path withoutExporter(Laboratory laboratory) throws IOException {
        var home = laboratory.directory("bare-home");
        try (var parts = Files.list(Path.of(System.getProperty("imprint.home")).toAbsolutePath())) {
            for (var part : parts.toList()) {
                if (!part.endsWith("exporters")) {
                    Files.createSymbolicLink(home.resolve(part.getFileName()), part);
                }
            }
        }
        return home;
    }

    /** Starts as many adds, and returns when the engine has them all. */
    void startAdds(int count) {
        InParallel.run(IN_FLIGHT, count, _ -> startAdd(UUID.randomUUID().toString()));
    }

    private void startAdd(String operation) throws IOException, InterruptedException {
        start(Messages.ADD_REQUESTED, operation, Map.of(Variables.OPERATION_ID, operation, Variables.LIMITS, LIMITS));
    }

    /** The same of applies. */
    void startApplies(int count) {
        InParallel.run(IN_FLIGHT, count, _ -> startApply(UUID.randomUUID().toString()));
    }

    private void startApply(String operation) throws IOException, InterruptedException {
        start(
                Messages.APPLY_REQUESTED,
                operation,
                Map.of(Variables.OPERATION_ID, operation, Variables.LIMITS, LIMITS, Variables.REBOOT_ON_SUCCESS, true));
    }

    private void start(String message, String operation, Map<String, Object> variables)
            throws IOException, InterruptedException {
        untilTaken(() -> client.newPublishMessageCommand()
                .messageName(message)
                .correlationKey(operation)
                .messageId(operation)
                .timeToLive(Duration.ofHours(24))
                .variables(variables)
                .send());
    }

    private static DeployResourceCommandStep1.DeployResourceCommandStep2 deployment(CamundaClient client) {
        var deployment = client.newDeployResourceCommand().addResourceFromClasspath(Diagrams.RESOURCES.getFirst());
        for (var resource : Diagrams.RESOURCES.subList(1, Diagrams.RESOURCES.size())) {
            deployment = deployment.addResourceFromClasspath(resource);
        }
        return deployment;
    }

    /** Sends until the engine, which may just have started or be at its limit, takes it. */
    static void untilTaken(Supplier<CamundaFuture<?>> command) throws IOException, InterruptedException {
        var end = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            try {
                command.get().join();
                return;
            } catch (ClientStatusException e) {
                if (!NOT_NOW.contains(e.getStatusCode()) || System.nanoTime() > end) {
                    throw new IOException("The engine does not take a command: " + e.getMessage(), e);
                }
                Thread.sleep(10);
            }
        }
    }
}
