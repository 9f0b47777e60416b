package imprint.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** The one directory that holds everything an instance keeps; open to its owner only and locked while it is in use. */
public final class DataDirectory implements AutoCloseable {
    /** With less than this free in its file system the engine takes no commands, and operations wait. */
    public static final int MIB_NEEDED = 512;

    private static final String LOCK = "lock";

    private final Path path;
    private final FileChannel lock;
    private final Ports ports;

    private DataDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
        this.ports = Ports.rememberedIn(path.resolve("ports.properties"));
    }

    /**
     * Creates the directory (mode 0700) when it is missing, and locks it.
     *
     * @throws StartRefused it is another instance's, somebody else's, or cannot be made
     */
    public static DataDirectory open(Path path) {
        var directory = path.toAbsolutePath().normalize();
        // why: the names of old logs are a pattern, in which nothing takes its meaning from this character.
        if (directory.toString().contains("%")) {
            throw new StartRefused(
                    "The data directory %s has a percent sign in its path, where no log can be kept; choose another one with --data."
                            .formatted(directory));
        }
        try {
            refuseForeign(directory);
            Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(Secrets.OWNER_ONLY_DIRECTORY));
            Files.setPosixFilePermissions(directory, Secrets.OWNER_ONLY_DIRECTORY);
            return new DataDirectory(directory, locked(directory));
        } catch (IOException e) {
            throw new StartRefused("The data directory %s cannot be used: %s.".formatted(directory, reason(e)), e);
        }
    }

    public Path path() {
        return path;
    }

    /** A directory inside, made when it is missing. */
    public Path directory(String name) {
        try {
            return Files.createDirectories(path.resolve(name));
        } catch (IOException e) {
            throw new StartRefused("The directory %s cannot be made: %s.".formatted(path.resolve(name), reason(e)), e);
        }
    }

    /** Whether its file system has less than {@link #MIB_NEEDED}. */
    public boolean isShortOfRoom() {
        return path.toFile().getUsableSpace() >> 20 < MIB_NEEDED;
    }

    /** On which the servers of this instance listen, the same at each start. */
    public Ports ports() {
        return ports;
    }

    public Secrets secrets() {
        return new Secrets(path.resolve("secrets"));
    }

    /** Unlocks it. The lock file stays: deleting it could take it from under an instance that is just starting. */
    @Override
    public void close() throws IOException {
        lock.close();
    }

    // why: --data /home/me must neither be filled with our files nor lose its permissions.
    private static void refuseForeign(Path directory) throws IOException {
        if (Files.isDirectory(directory) && !Files.exists(directory.resolve(LOCK))) {
            try (var entries = Files.list(directory)) {
                if (entries.findAny().isPresent()) {
                    throw new StartRefused("%s holds files that are not Imprint's; choose an empty or a new directory."
                            .formatted(directory));
                }
            }
        }
    }

    private static FileChannel locked(Path directory) throws IOException {
        var file = directory.resolve(LOCK);
        var channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (!tryLock(channel)) {
            var holder = holder(channel).map(pid -> " (process " + pid + ")").orElse("");
            channel.close();
            throw new StartRefused(
                    "The data directory %s is in use by another instance of Imprint%s.".formatted(directory, holder));
        }
        channel.truncate(0);
        channel.write(StandardCharsets.US_ASCII.encode(
                Long.toString(ProcessHandle.current().pid())));
        return channel;
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static Optional<String> holder(FileChannel channel) throws IOException {
        var pid = ByteBuffer.allocate(20);
        channel.read(pid, 0);
        var text = StandardCharsets.US_ASCII.decode(pid.flip()).toString();
        return text.isBlank() ? Optional.empty() : Optional.of(text);
    }

    private static String reason(IOException e) {
        return "%s (%s)".formatted(e.getMessage(), e.getClass().getSimpleName());
    }
}
