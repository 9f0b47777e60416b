package imprint.imaging.unpacking;

import com.github.luben.zstd.util.Native;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/**
 * Where libraries unpack their native code: a directory of our own.
 *
 * <p>why: {@code /tmp}, where they unpack it by themselves, is mounted noexec on many machines, and what a killed process
 * leaves there stays for ever.
 */
public final class NativeCode {
    private NativeCode() {}

    /**
     * Loads the native code of this process, unpacked in this directory.
     *
     * @throws NoExec code can be loaded neither from there nor from the system's directory for temporary files
     */
    public static void load(Path own) throws IOException {
        if (!Native.isLoaded()) {
            System.setProperty("ZstdTempFolder", directory(own).toString());
            Native.load();
        }
    }

    /**
     * Makes the directory, or empties it, for the native code of a process.
     *
     * @return this directory, or the system's for temporary files where code can be loaded from that one alone
     * @throws NoExec code can be loaded from neither
     */
    public static Path directory(Path own) throws IOException {
        return directory(own, Path.of(System.getProperty("java.io.tmpdir")), Mounts.ofThisProcess());
    }

    static Path directory(Path own, Path temporary, Mounts mounts) throws IOException {
        delete(own);
        var made = Files.createDirectories(own).toRealPath();
        if (mounts.letsCodeRunIn(made)) {
            return made;
        }
        if (mounts.letsCodeRunIn(temporary.toRealPath())) {
            return temporary;
        }
        throw new NoExec(own, temporary);
    }

    private static void delete(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            try (var files = Files.walk(directory)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
