package imprint.workflows.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Where on this machine image files may lie: whoever may enter a location could otherwise have the system's files
 * listed, written and deleted. Links are followed before it is judged.
 */
public final class FileRoots {

    /** Neither images nor anybody's mounted disks are in these. */
    private static final List<Path> OF_THE_SYSTEM = Stream.of(
                    "/bin",
                    "/boot",
                    "/dev",
                    "/etc",
                    "/lib",
                    "/lib32",
                    "/lib64",
                    "/proc",
                    "/run/secrets",
                    "/run/systemd",
                    "/sbin",
                    "/sys",
                    "/usr",
                    "/var/lib/containerd",
                    "/var/lib/docker",
                    "/var/log",
                    "/var/spool")
            .map(Path::of)
            .toList();

    private static final Path UPPERMOST = Path.of("/");

    private final List<Path> roots;
    private final List<Path> own;

    /**
     * @param roots the directories that may hold locations, in whole paths; empty for all but the system's
     * @param own the directories of Imprint itself, which never hold one
     * @throws IllegalArgumentException when a root is no whole path
     */
    public FileRoots(Collection<String> roots, Collection<Path> own) {
        this.roots = roots.stream().map(Path::of).toList();
        this.own = List.copyOf(own);
        this.roots.stream().filter(root -> !root.isAbsolute()).findFirst().ifPresent(root -> {
            throw new IllegalArgumentException(
                    "imprint.storage.file-roots: %s is no whole path, from the first /.".formatted(root));
        });
    }

    /** Why this directory may hold no images, in a sentence; empty when it may. */
    public Optional<String> objection(String directory) {
        try {
            return Optional.ofNullable(objection(directory, real(Path.of(directory))));
        } catch (InvalidPathException e) {
            return Optional.of(
                    "%s cannot be the name of a directory here: use letters of this server's locale, or start"
                                    .formatted(directory)
                            + " it with LC_ALL=C.UTF-8.");
        }
    }

    private @Nullable String objection(String directory, Path real) {
        if (isInOneOf(own, real)) {
            return "%s is where Imprint keeps its own files: use another directory for images.".formatted(directory);
        }
        if (roots.isEmpty() && isHidden(real)) {
            return "%s is a hidden directory, where keys and settings lie: use a directory of its own for images."
                    .formatted(directory);
        }
        if (roots.isEmpty()) {
            return real.equals(UPPERMOST) || isInOneOf(OF_THE_SYSTEM, real)
                    ? "%s belongs to the system: use a directory of its own for images.".formatted(directory)
                    : null;
        }
        return isInOneOf(roots, real)
                ? null
                : "%s is in none of the directories that image files may lie in (imprint.storage.file-roots)."
                        .formatted(directory);
    }

    private static boolean isHidden(Path real) {
        return StreamSupport.stream(real.spliterator(), false)
                .anyMatch(name -> name.toString().startsWith("."));
    }

    private static boolean isInOneOf(List<Path> directories, Path real) {
        return directories.stream().anyMatch(directory -> real.startsWith(real(directory)));
    }

    /** With the links of all that is there already; what is not there yet is no link. */
    private static Path real(Path path) {
        var whole = path.toAbsolutePath().normalize();
        for (var there = whole; there != null; there = there.getParent()) {
            if (Files.exists(there)) {
                try {
                    return there.toRealPath().resolve(there.relativize(whole));
                } catch (IOException e) {
                    // why: it has just gone; what is above it is still there.
                    continue;
                }
            }
        }
        return whole;
    }
}
