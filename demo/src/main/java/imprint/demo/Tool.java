package imprint.demo;

import static java.util.stream.Collectors.joining;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs of the operating system: they prove without our own code that disks are equal. */
enum Tool {
    GZIP("gzip", "gzip"),
    CMP("cmp", "diffutils"),
    SHA256SUM("sha256sum", "coreutils"),
    /** Used where they are, as is the next. */
    E2FSCK("e2fsck", "e2fsprogs"),
    ZSTD("zstd", "zstd"),
    /** For storage servers alone, as is the next. */
    DOCKER("docker", "docker.io"),
    OPENSSL("openssl", "openssl");

    private final String program;
    private final String debianPackage;

    Tool(String program, String debianPackage) {
        this.program = program;
        this.debianPackage = debianPackage;
    }

    boolean isThere() {
        return path().isPresent();
    }

    /** @throws DemoFailed naming the packages of those that are not there */
    static void requireAll(StorageChoice storage) {
        var missing = Arrays.stream(values())
                .filter(tool -> tool.isNeeded(storage) && !tool.isThere())
                .toList();
        if (!missing.isEmpty()) {
            throw new DemoFailed("The demo needs %s; install the package %s."
                    .formatted(
                            missing.stream().map(tool -> tool.program).collect(joining(", ")),
                            missing.stream()
                                    .map(tool -> tool.debianPackage)
                                    .distinct()
                                    .collect(joining(", "))));
        }
    }

    private boolean isNeeded(StorageChoice storage) {
        return switch (this) {
            case GZIP, CMP, SHA256SUM -> true;
            case E2FSCK, ZSTD -> false;
            case DOCKER -> storage.server() != null;
            case OPENSSL -> storage.hasTls();
        };
    }

    private Optional<Path> path() {
        // why: Debian keeps the tools of file systems from the PATH of those who are not root.
        return Stream.concat(
                        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)),
                        Stream.of("/usr/sbin", "/sbin"))
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The program with these arguments, yet to be started. */
    ProcessBuilder with(Object... arguments) {
        var program = path().orElseThrow().toString();
        return new ProcessBuilder(Stream.concat(
                                Stream.of(program), Arrays.stream(arguments).map(Object::toString))
                        .toList())
                .redirectErrorStream(true);
    }

    /**
     * Runs the program to its end, without any input.
     *
     * @return what it printed
     * @throws DemoFailed when it fails
     */
    String run(Object... arguments) throws InterruptedException {
        try {
            var process = with(arguments).start();
            process.getOutputStream().close();
            var output = process.inputReader().readAllAsString();
            if (process.waitFor() != 0) {
                throw new DemoFailed("%s failed: %s".formatted(program, output.strip()));
            }
            return output;
        } catch (IOException e) {
            throw new DemoFailed("%s cannot be run: %s".formatted(program, e.getMessage()), e);
        }
    }

    /** Runs the program to its end, with what it prints going into this file. */
    void runInto(Path output, Object... arguments) throws InterruptedException {
        if (!succeed(with(arguments).redirectErrorStream(false).redirectOutput(output.toFile()))) {
            throw new DemoFailed("%s failed to write %s.".formatted(program, output));
        }
    }

    /** Whether all of these programs succeed, each with what the one before it writes as its input. */
    static boolean succeed(ProcessBuilder... pipeline) throws InterruptedException {
        try {
            var processes = ProcessBuilder.startPipeline(List.of(pipeline));
            processes.getLast().getInputStream().transferTo(OutputStream.nullOutputStream());
            var succeeded = true;
            for (var process : processes) {
                succeeded &= process.waitFor() == 0;
            }
            return succeeded;
        } catch (IOException e) {
            throw new DemoFailed("The disks cannot be compared: " + e.getMessage(), e);
        }
    }
}
