package imprint.demo;

import imprint.embedded.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A server of image files in a container, on loopback; what it serves is a directory of this machine. */
final class StorageServer implements AutoCloseable {
    private static final String USER = "demo";
    private static final int NOT_ROOT = 1000;

    private final StorageChoice choice;
    private final Path images;
    private final String password;
    private final Path certificate;
    private final int port = Ports.unused();
    private final String container;

    private StorageServer(StorageChoice choice, DemoDirectory directory, Path images, Path dockerfile)
            throws IOException, InterruptedException {
        this.choice = choice;
        this.images = images;
        this.password = Demo.randomPassword();
        var tls = directory.directory("tls");
        this.certificate = tls.resolve("certificate.pem");
        if (choice.hasTls()) {
            makeCertificate(tls);
        }
        var image = "imprint-demo/" + dockerfile.getFileName();
        // why the host's network: where this machine gets its packages from, a container's own network may not lead.
        Tool.DOCKER.run("build", "--quiet", "--network=host", "--tag=" + image, dockerfile);
        this.container = Tool.DOCKER.run(arguments(directory, tls, image)).strip();
    }

    /**
     * @param images served, as the user that they belong to
     * @param dockerfile the directory of the server's one
     * @throws DemoFailed when there is no Docker engine
     */
    static StorageServer start(StorageChoice choice, DemoDirectory directory, Path images, Path dockerfile)
            throws IOException, InterruptedException {
        if (!Tool.DOCKER.isThere() || !Tool.succeed(Tool.DOCKER.with("version"))) {
            throw new DemoFailed("For --storage %s the demo starts a server with Docker, and no Docker engine answers."
                    .formatted(choice.name().toLowerCase(Locale.ROOT)));
        }
        if (Files.getAttribute(images, "unix:uid").equals(0)) {
            // why: no server that is reached from outside should work as root.
            Files.setAttribute(images, "unix:uid", NOT_ROOT);
        }
        return new StorageServer(choice, directory, images, dockerfile);
    }

    private void makeCertificate(Path tls) throws InterruptedException {
        Tool.OPENSSL.run(
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=Imprint demo",
                "-addext",
                "subjectAltName=IP:127.0.0.1",
                "-keyout",
                tls.resolve("key.pem"),
                "-out",
                certificate);
    }

    private Object[] arguments(DemoDirectory directory, Path tls, String image) {
        // why a file: a command line is read by all users of the machine.
        var environment = directory.keepSecret(
                "storage-server",
                "PORT=%s\nMOUNT_PORT=%s\nLOGIN=%s\nPASSWORD=%s\nRULES=%s\n"
                        .formatted(
                                port,
                                Ports.unused(),
                                USER,
                                password,
                                "dav_methods PUT DELETE MOVE; dav_ext_methods PROPFIND;"));
        var arguments = new ArrayList<Object>(List.of(
                "run",
                "--detach",
                "--network=host",
                "--env-file=" + environment,
                "--tmpfs=/srv/small:size=4m",
                "--volume=" + images + ":/srv/images"));
        if (choice.hasTls()) {
            arguments.add("--volume=" + tls + ":/tls:ro");
        }
        if (choice == StorageChoice.NFS) {
            // why: it opens files by their handles, which the engine forbids otherwise.
            arguments.addAll(List.of("--cap-add=DAC_READ_SEARCH", "--security-opt=seccomp=unconfined"));
        }
        arguments.add(image);
        return arguments.toArray();
    }

    /** The fields of the storage location, as the API takes them. */
    Map<String, Object> location() throws IOException {
        var fields = new HashMap<String, Object>(Map.of("url", url()));
        if (choice == StorageChoice.NFS) {
            fields.put("uid", Files.getAttribute(images, "unix:uid"));
            fields.put("gid", Files.getAttribute(images, "unix:gid"));
        } else {
            fields.put("userName", USER);
            fields.put("password", password);
        }
        if (choice.hasTls()) {
            fields.put("tls", "PRIVATE_CA");
            fields.put("authorities", Files.readString(certificate));
        }
        return fields;
    }

    private String url() {
        return switch (choice) {
            case FILE -> throw new IllegalStateException("A directory has no server");
            case FTP -> "ftp://127.0.0.1:%s/images".formatted(port);
            case FTPS -> "ftps://127.0.0.1:%s/images".formatted(port);
            case CIFS -> "cifs://127.0.0.1:%s/images".formatted(port);
            case HTTP -> "http://127.0.0.1:%s/images".formatted(port);
            case HTTPS -> "https://127.0.0.1:%s/images".formatted(port);
            case NFS -> "nfs://127.0.0.1:%s/srv/images?version=4&export=/srv/images".formatted(port);
        };
    }

    @Override
    public void close() throws InterruptedException {
        Tool.DOCKER.run("rm", "--force", "--volumes", container);
    }
}
