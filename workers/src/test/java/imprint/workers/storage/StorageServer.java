package imprint.workers.storage;

import com.github.dockerjava.api.DockerClient;
import imprint.testing.FreePort;
import imprint.testing.Need;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.BindMode;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.ImageFromDockerfile;

/**
 * A real storage server in a container: its {@code /srv/images} is a directory of this machine, its {@code /srv/small}
 * a disk of 4 MiB in memory. It is on this machine's network, on loopback, so that it comes back on its port after it
 * was killed, and FTP's data connections find their ways.
 */
public final class StorageServer extends GenericContainer<StorageServer> {

    private static final Map<String, Future<String>> IMAGES = new ConcurrentHashMap<>();
    private static final int UID_WITHOUT_PRIVILEGES = 1000;

    private final int port = FreePort.find();

    /**
     * @param kind the directory of its Dockerfile
     * @param images served as their owner; the server is never root where root runs the tests
     */
    StorageServer(String kind, Path images) throws IOException {
        super(image(kind));
        giveAway(images);
        withNetworkMode("host");
        withEnv("PORT", String.valueOf(port));
        withFileSystemBind(images.toString(), "/srv/images", BindMode.READ_WRITE);
        withTmpFs(Map.of("/srv/small", "size=4m,mode=0777"));
    }

    StorageServer withLogin(Credentials login) {
        return withEnv("LOGIN", login.user()).withEnv("PASSWORD", login.password());
    }

    /** @param tls with certificate.pem and key.pem */
    StorageServer withTls(Path tls) {
        return withFileSystemBind(tls.toString(), "/tls", BindMode.READ_ONLY);
    }

    public int port() {
        return port;
    }

    /** Ends it as a power cut does, with all its connections. */
    public void kill() {
        docker().killContainerCmd(getContainerId()).exec();
    }

    /** Starts it on its port after it was killed; the small disk is empty then. */
    public void startAgain() {
        docker().startContainerCmd(getContainerId()).exec();
        waitUntilContainerStarted();
    }

    /** From now on it keeps its connections, and says nothing. */
    void pause() {
        docker().pauseContainerCmd(getContainerId()).exec();
    }

    void goOn() {
        docker().unpauseContainerCmd(getContainerId()).exec();
    }

    /** It says nothing for so long, and then goes on. */
    CompletableFuture<Void> pauseFor(Duration time) {
        pause();
        return CompletableFuture.runAsync(
                this::goOn, CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** Runs a command of its shell, and gives the exit status. */
    int run(String command) throws IOException, InterruptedException {
        return execInContainer("sh", "-c", command).getExitCode();
    }

    @Override
    protected void waitUntilContainerStarted() {
        Awaitility.await()
                .alias("the server listens; its log: " + getLogs())
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(this::listens);
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Makes the servers' user the owner. */
    public static Path giveAway(Path directory) throws IOException {
        if (Files.getAttribute(directory, "unix:uid").equals(0)) {
            Files.setAttribute(directory, "unix:uid", UID_WITHOUT_PRIVILEGES);
        }
        return directory;
    }

    private static DockerClient docker() {
        return DockerClientFactory.instance().client();
    }

    private static Future<String> image(String kind) {
        Need.DOCKER.require();
        // why the host's network: the packages come from where this machine's come from.
        return IMAGES.computeIfAbsent(
                kind,
                _ -> new ImageFromDockerfile("imprint-test/" + kind, false)
                        .withFileFromPath(".", Path.of("../docker/storage-servers", kind))
                        .withBuildImageCmdModifier(build -> build.withNetworkMode("host")));
    }
}
