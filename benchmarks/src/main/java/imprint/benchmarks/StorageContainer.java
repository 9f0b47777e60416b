package imprint.benchmarks;

import imprint.embedded.Ports;
import imprint.workflows.address.StorageAccess;
import imprint.workflows.address.StorageAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A storage server of the tests, in its container, on this machine's network.
 *
 * @param password of the one user that it lets in
 */
record StorageContainer(int port, String password) {

    static final String FILES = "images";

    static final String USER = "benchmark";
    private static final int UID_OF_NOBODY_ELSE = 1000;

    /**
     * @param kind the directory of its Dockerfile
     * @param settings what its start script asks for besides
     * @param options further ones of {@code docker run}
     */
    static StorageContainer start(
            Laboratory laboratory, String kind, Map<String, Object> settings, List<String> options)
            throws IOException, InterruptedException {
        var files = laboratory.directory(FILES);
        // why: the servers serve as the owner, and are never root.
        if (Files.getAttribute(files, "unix:uid").equals(0)) {
            Files.setAttribute(files, "unix:uid", UID_OF_NOBODY_ELSE);
        }
        var container = new StorageContainer(Ports.unused(), Secret.random());
        var environment = new TreeMap<>(settings);
        environment.put("PORT", container.port());
        environment.put("LOGIN", USER);
        environment.put("PASSWORD", container.password());
        var variables = Secret.file(laboratory, "server-environment", lines(environment));
        var image = "imprint-test/" + kind;
        Shell.run("docker build --quiet --network host --tag \"$1\" \"$2\"", image, dockerfile(kind));
        var name = "imprint-benchmark-" + container.port();
        Shell.run(
                "docker run --rm --detach --name \"$1\" --network host --env-file \"$2\" --volume \"$3:/srv/images\" "
                        + String.join(" ", options) + " \"$4\"",
                name,
                variables,
                files,
                image);
        laboratory.running(() -> Shell.run("docker rm --force \"$1\"", name));
        Listening.await(container.port(), () -> Shell.run("docker top \"$1\"", name));
        return container;
    }

    StorageAccess location(String scheme, Map<String, Object> more) {
        var url = "%s://%s@127.0.0.1:%s/%s".formatted(scheme, USER, port, FILES);
        return new StorageAccess(StorageAddress.of(url, more), password);
    }

    private static String lines(Map<String, Object> settings) {
        return settings.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue() + "\n")
                .collect(Collectors.joining());
    }

    private static Path dockerfile(String kind) {
        return Path.of(System.getProperty("imprint.storage-servers"), kind);
    }
}
