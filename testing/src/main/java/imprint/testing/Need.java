package imprint.testing;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What some tests need of the machine, and a bare one does not have. */
public enum Need {
    MOUNT("the right to mount file systems", Need::canMount),
    LOOP_DEVICE(
            "the right to make loop devices", () -> Files.isWritable(Path.of("/dev/loop-control")) && Need.canMount()),
    DOCKER("a Docker engine", () -> isInstalled("docker") && succeeds("docker", "version")),
    LIBNFS("libnfs, package libnfs13", () -> isLibrary("libnfs.so.13") || isLibrary("libnfs.so.14")),
    OTHER_USERS(
            "the right to become another user", () -> succeeds("setpriv", "--reuid=65534", "--clear-groups", "true")),
    USER_NAMESPACE("the right to make user namespaces", () -> succeeds("unshare", "--user", "true")),
    // why: PostgreSQL does not run as root, and the library that starts it for tests knows no other way.
    POSTGRES(
            "an ordinary user, or root with user namespaces, since PostgreSQL does not run as root",
            () -> !isRoot() || USER_NAMESPACE.isMet()),
    BZIP2("bzip2", "bzip2"),
    DEBUGFS("debugfs", "e2fsprogs"),
    E2FSCK("e2fsck", "e2fsprogs"),
    MKFS("mkfs.ext4", "e2fsprogs"),
    OPENSSL("openssl", "openssl"),
    SFDISK("sfdisk", "fdisk"),
    XZ("xz", "xz-utils"),
    ZSTD("zstd", "zstd");

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final boolean CI = Boolean.parseBoolean(System.getenv("CI"));

    private final String what;
    private final BooleanSupplier look;
    private @Nullable Boolean met;

    Need(String what, BooleanSupplier look) {
        this.what = what;
        this.look = look;
    }

    Need(String program, String debianPackage) {
        this("%s, package %s".formatted(program, debianPackage), () -> isInstalled(program));
    }

    /** As {@link #require()}, for a program that may be one of those that every machine has. */
    public static void requireProgram(String program) {
        Stream.of(values()).filter(need -> need.what.startsWith(program + ",")).forEach(Need::require);
    }

    public synchronized boolean isMet() {
        if (met == null) {
            met = look.getAsBoolean();
        }
        return met;
    }

    /** Leaves the test that runs out where this is not there, except in CI: there it fails. */
    public void require() {
        if (!isMet()) {
            abort(missing());
        }
    }

    /** What to say of a test that is left out; in CI, which has everything, none is. */
    String missing() {
        var sentence = "it needs " + what;
        return CI ? fail("No test is left out in CI: " + sentence) : sentence;
    }

    private static boolean isRoot() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isInstalled(String program) {
        // why: Debian keeps the tools of file systems from the PATH of those who are not root.
        return Stream.concat(
                        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)),
                        Stream.of("/usr/sbin", "/sbin"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    /** In a container, root alone does not have it. */
    private static boolean canMount() {
        return succeeds("unshare", "--mount", "true");
    }

    private static boolean succeeds(String... command) {
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.DISCARD)
                    .start();
            var ended = process.waitFor(PATIENCE);
            process.destroyForcibly();
            return ended && process.exitValue() == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @SuppressWarnings("restricted")
    private static boolean isLibrary(String name) {
        try {
            SymbolLookup.libraryLookup(name, Arena.global());
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
