package imprint.history;

import imprint.testing.FreePort;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.response.PartitionInfo;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** The official distribution as a child process on loopback, with the exporter's jar mounted. */
final class RealEngine {
    private final Path directory;
    private final Map<String, String> environment = new HashMap<>();
    private final int clientPort = FreePort.find();
    private final int managementPort = FreePort.find();
    private Process process;

    RealEngine(Path directory, Map<String, Object> exporterArguments) throws IOException {
        this.directory = directory;
        environment.put("ZEEBE_BROKER_NETWORK_HOST", "127.0.0.1");
        environment.put("ZEEBE_BROKER_NETWORK_COMMANDAPI_PORT", Integer.toString(FreePort.find()));
        environment.put("ZEEBE_BROKER_NETWORK_INTERNALAPI_PORT", Integer.toString(FreePort.find()));
        environment.put("ZEEBE_BROKER_GATEWAY_NETWORK_HOST", "127.0.0.1");
        environment.put("ZEEBE_BROKER_GATEWAY_NETWORK_PORT", Integer.toString(clientPort));
        environment.put(
                "ZEEBE_BROKER_DATA_DIRECTORY", directory.resolve("engine").toString());
        environment.put("ZEEBE_BROKER_DATA_DISK_FREESPACE_PROCESSING", "64MB");
        environment.put("ZEEBE_BROKER_DATA_DISK_FREESPACE_REPLICATION", "32MB");
        environment.put("ZEEBE_BROKER_BACKPRESSURE_ENABLED", "false");
        environment.put("SERVER_ADDRESS", "127.0.0.1");
        environment.put("SERVER_PORT", Integer.toString(FreePort.find()));
        environment.put("MANAGEMENT_SERVER_ADDRESS", "127.0.0.1");
        environment.put("MANAGEMENT_SERVER_PORT", Integer.toString(managementPort));
        environment.put("ZEEBE_BROKER_EXPORTERS_IMPRINT_JARPATH", System.getProperty("exporter.jar"));
        environment.put("ZEEBE_BROKER_EXPORTERS_IMPRINT_CLASSNAME", HistoryExporter.class.getName());
        exporterArguments.forEach((name, value) -> environment.put(
                "ZEEBE_BROKER_EXPORTERS_IMPRINT_ARGS_" + name.toUpperCase(Locale.ROOT), value.toString()));
        process = launch();
    }

    CamundaClient client() {
        return CamundaClient.newClientBuilder()
                .grpcAddress(URI.create("http://127.0.0.1:" + clientPort))
                .preferRestOverGrpc(false)
                .defaultRequestTimeout(Duration.ofSeconds(30))
                .build();
    }

    void start() throws IOException {
        process = launch();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** The engine's own readiness probe says "up" a little before its gateway knows who leads the partition. */
    void awaitReadiness() {
        try (var client = client()) {
            Awaitility.await("the engine, whose log is in " + directory)
                    .atMost(Duration.ofMinutes(2))
                    .ignoreExceptions()
                    .until(() -> client.newTopologyRequest().send().join().getBrokers().stream()
                            .flatMap(broker -> broker.getPartitions().stream())
                            .anyMatch(PartitionInfo::isLeader));
        }
    }

    /** Up to where the engine may forget its log. */
    long exportedPosition() throws Exception {
        var position = Pattern.compile("\"exportedPosition\":(\\d+)").matcher(get("/actuator/partitions"));
        return position.find() ? Long.parseLong(position.group(1)) : -1;
    }

    String log() throws IOException {
        return Files.readString(directory.resolve("engine.log"));
    }

    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            kill();
        }
    }

    private String get(String path) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%s%s".formatted(managementPort, path)))
                    .timeout(Duration.ofSeconds(5));
            return http.send(request.build(), BodyHandlers.ofString()).body();
        }
    }

    private Process launch() throws IOException {
        var home = Path.of(System.getProperty("engine.home"));
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dapp.home=" + directory,
                "-cp",
                home.resolve("config") + ":" + home.resolve("lib") + "/*",
                "io.camunda.zeebe.broker.StandaloneBroker");
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true);
        builder.redirectOutput(
                ProcessBuilder.Redirect.appendTo(directory.resolve("engine.log").toFile()));
        return builder.directory(directory.toFile()).start();
    }
}
