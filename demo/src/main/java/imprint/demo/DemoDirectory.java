package imprint.demo;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;

/** Where a demonstration keeps everything: the system's data, the devices' disks, the image files, the passwords. */
final class DemoDirectory implements AutoCloseable {
    private static final String MARK = "imprint-demo";

    private final Path path;
    private final FileChannel lock;

    private DemoDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Starts with an empty directory: what an earlier demonstration left in it is deleted.
     *
     * @throws DemoFailed another demonstration is using it, or it holds something else
     */
    static DemoDirectory fresh(Path path) {
        var directory = path.toAbsolutePath().normalize();
        try {
            refuseForeign(directory);
            Files.createDirectories(directory);
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
            var lock = lock(directory);
            deleteAllBut(directory, directory.resolve(MARK));
            return new DemoDirectory(directory, lock);
        } catch (IOException e) {
            throw new DemoFailed("The directory %s cannot be used: %s.".formatted(directory, e), e);
        }
    }

    private static void refuseForeign(Path directory) throws IOException {
        if (Files.isDirectory(directory) && !Files.exists(directory.resolve(MARK))) {
            try (var entries = Files.list(directory)) {
                if (entries.findAny().isPresent()) {
                    throw new DemoFailed("%s holds files that are not of an earlier demo; choose another directory."
                            .formatted(directory));
                }
            }
        }
    }

    private static FileChannel lock(Path directory) throws IOException {
        var channel = FileChannel.open(directory.resolve(MARK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!tryLock(channel)) {
            channel.close();
            throw new DemoFailed("Another demo is running in %s; end it first, or choose another directory with --data."
                    .formatted(directory));
        }
        return channel;
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static void deleteAllBut(Path directory, Path kept) throws IOException {
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (!kept.startsWith(file)) {
                    Files.delete(file);
                }
            }
        }
    }

    Path path() {
        return path;
    }

    /** The data directory of the system, which makes it itself. */
    Path data() {
        return path.resolve("data");
    }

    /** A directory inside, made when it is missing. */
    Path directory(String name) {
        try {
            return Files.createDirectories(path.resolve(name));
        } catch (IOException e) {
            throw new DemoFailed("The directory %s cannot be made: %s.".formatted(path.resolve(name), e), e);
        }
    }

    /** A file inside with this secret, readable by its owner only. */
    Path keepSecret(String name, String secret) {
        try {
            var file = Files.createFile(
                    path.resolve(name),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return Files.writeString(file, secret);
        } catch (IOException e) {
            throw new DemoFailed("The file %s cannot be written: %s.".formatted(path.resolve(name), e), e);
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
