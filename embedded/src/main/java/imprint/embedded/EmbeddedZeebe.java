package imprint.embedded;

import com.sun.management.OperatingSystemMXBean;
import imprint.imaging.unpacking.NativeCode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The official Zeebe distribution as one broker with one partition, on loopback. */
final class EmbeddedZeebe implements Child {
    private static final String LOOPBACK = "127.0.0.1";
    /** For who examines the engine: what its actuator exposes in place of its health alone. */
    private static final String ENDPOINTS = "imprint.engine.endpoints";

    private static final String EXPORTER = "ZEEBE_BROKER_EXPORTERS_IMPRINT_";

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
    private final Distribution distribution;
    private final DataDirectory data;
    private final Path log;
    private final EnginePorts ports;
    private final HistoryDatabase history;
    private final EngineCertificate certificate;

    EmbeddedZeebe(Distribution distribution, DataDirectory data, EnginePorts ports, HistoryDatabase history) {
        this.distribution = distribution;
        this.data = data;
        this.log = data.directory("log");
        this.ports = ports;
        this.history = history;
        this.certificate = EngineCertificate.make(data.secrets(), LOOPBACK);
    }

    /** How clients reach it, by gRPC, and know that it is not another server that has taken its port. */
    EngineAccess access() {
        return new EngineAccess(
                URI.create("https://" + LOOPBACK + ":" + ports.grpc()), Optional.of(certificate.certificate()));
    }

    @Override
    public String name() {
        return "Zeebe";
    }

    @Override
    public ProcessBuilder command() throws IOException {
        for (var pause : pauses()) {
            // why: Imprint never pauses it, and a pause outlives a new start.
            Files.deleteIfExists(pause);
        }
        // why KILL: what the engine has acknowledged is on the disk, and a dead parent leaves nobody to wait.
        var process = new ProcessBuilder(Leash.hold(
                "KILL",
                List.of(
                        java(),
                        heap(),
                        "-Duser.language=en",
                        "-Djava.io.tmpdir=" + NativeCode.directory(data.path().resolve("native/zeebe")),
                        "-javaagent:" + distribution.loopbackAgent(),
                        // why: so that all connections are accepted where the agent looks at them.
                        "-Dio.netty.transport.noNative=true",
                        // why: what Java has is enough, and needs no library of this machine.
                        "-Dio.netty.handler.ssl.noOpenSsl=true",
                        "-XX:+UseSerialGC",
                        "-XX:+ExitOnOutOfMemoryError",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-classpath",
                        distribution.zeebe().resolve("lib") + "/*",
                        "io.camunda.zeebe.broker.StandaloneBroker")));
        process.environment().keySet().removeIf(EmbeddedZeebe::wouldConfigureIt);
        process.environment().putAll(environment());
        return process.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        log.resolve("zeebe-start.log").toFile()));
    }

    /** An eighth of the machine's memory, but what the engine needs for few devices, and no more than it needs for many. */
    private static String heap() {
        var machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return "-Xmx%sm".formatted(Math.clamp(machine.getTotalMemorySize() / 8 >> 20, 512, 2048));
    }

    @Override
    public boolean isReady() {
        return isUp("readiness");
    }

    /**
     * After a disk that was full, exporting and timers of Zeebe 8.5 do not go on by themselves, and its status stays
     * DOWN (the engine's project knows it as its issue 11348).
     */
    @Override
    public Condition condition() {
        if (isPaused()) {
            return Condition.FAILS;
        }
        if (isUp("status")) {
            return Condition.WORKS;
        }
        return data.isShortOfRoom() ? Condition.WAITS_FOR_ROOM : Condition.FAILS;
    }

    /** Whether somebody has paused its partition or its exporting, which its health does not tell. */
    boolean isPaused() {
        return pauses().stream().anyMatch(Files::exists);
    }

    /** The files by which Zeebe remembers that it is paused. */
    private List<Path> pauses() {
        var partition = data.path().resolve("zeebe/raft-partition/partitions/1");
        return List.of(partition.resolve(".processorPaused"), partition.resolve(".exporterPaused"));
    }

    private boolean isUp(String healthGroup) {
        var request = HttpRequest.newBuilder(
                        URI.create("http://" + LOOPBACK + ":" + ports.monitoring() + "/actuator/health/" + healthGroup))
                .timeout(Duration.ofSeconds(2))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public String stopSignal() {
        return "TERM";
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    // why: what is exported for other programs of the machine, or for Spring in this one, is not meant for our engine.
    private static boolean wouldConfigureIt(String variable) {
        return variable.matches(
                "(ZEEBE|ATOMIX|SPRING|SERVER|MANAGEMENT|LOGGING|IMPRINT)_.*|JAVA_TOOL_OPTIONS|JDK_JAVA_OPTIONS");
    }

    private Map<String, String> environment() {
        var environment = new HashMap<String, String>();
        environment.put("IMPRINT_LOG_DIRECTORY", log.toString());
        environment.put("LOGGING_CONFIG", distribution.zeebeLogging().toUri().toString());
        environment.put("SPRING_MAIN_BANNERMODE", "off");
        environment.put(
                "SPRING_CONFIG_LOCATION",
                "optional:classpath:/,optional:"
                        + distribution.zeebe().resolve("config").toUri());
        environment.put("MANAGEMENT_ENDPOINTS_WEB_EXPOSURE_INCLUDE", System.getProperty(ENDPOINTS, "health"));
        environment.putAll(network());
        environment.putAll(identity());
        environment.putAll(size());
        if (Files.exists(distribution.historyExporter())) {
            environment.put(EXPORTER + "JARPATH", distribution.historyExporter().toString());
            environment.put(EXPORTER + "CLASSNAME", "imprint.history.HistoryExporter");
            environment.put(EXPORTER + "ARGS_URL", history.url());
            environment.put(EXPORTER + "ARGS_USER", history.user());
            environment.put(
                    EXPORTER + "ARGS_PASSWORDFILE", history.passwordFile().toString());
        }
        return environment;
    }

    private Map<String, String> network() {
        return Map.of(
                "ZEEBE_BROKER_NETWORK_HOST", LOOPBACK,
                "ZEEBE_BROKER_NETWORK_COMMANDAPI_PORT", Integer.toString(ports.command()),
                "ZEEBE_BROKER_NETWORK_INTERNALAPI_PORT", Integer.toString(ports.internal()),
                "ZEEBE_BROKER_GATEWAY_NETWORK_HOST", LOOPBACK,
                "ZEEBE_BROKER_GATEWAY_NETWORK_PORT", Integer.toString(ports.grpc()),
                "SERVER_ADDRESS", LOOPBACK,
                "SERVER_PORT", Integer.toString(ports.rest()),
                "MANAGEMENT_SERVER_ADDRESS", LOOPBACK,
                "MANAGEMENT_SERVER_PORT", Integer.toString(ports.monitoring()));
    }

    private Map<String, String> identity() {
        return Map.of(
                "ZEEBE_BROKER_GATEWAY_SECURITY_ENABLED", "true",
                "ZEEBE_BROKER_GATEWAY_SECURITY_CERTIFICATECHAINPATH",
                        certificate.certificate().toString(),
                "ZEEBE_BROKER_GATEWAY_SECURITY_PRIVATEKEYPATH",
                        certificate.key().toString());
    }

    /** For one machine that has other work too: small segments and buffers, a stop only when the disk is nearly full. */
    private Map<String, String> size() {
        return Map.of(
                "ZEEBE_BROKER_DATA_DIRECTORY", data.path().resolve("zeebe").toString(),
                "ZEEBE_BROKER_DATA_LOGSEGMENTSIZE", "16MB",
                "ZEEBE_BROKER_DATA_DISK_FREESPACE_PROCESSING", DataDirectory.MIB_NEEDED + "MB",
                "ZEEBE_BROKER_DATA_DISK_FREESPACE_REPLICATION", "256MB",
                "ZEEBE_BROKER_EXPERIMENTAL_ROCKSDB_MEMORYLIMIT", "128MB",
                "ZEEBE_BROKER_THREADS_CPUTHREADCOUNT", "2",
                "ZEEBE_BROKER_THREADS_IOTHREADCOUNT", "2");
    }
}
