package imprint.workers.nfs;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The files of a mounted export, by their paths in it. On its context's thread. */
@SuppressWarnings("restricted")
final class NfsFiles {

    // Numbers as in Linux's fcntl.h
    private static final int O_RDONLY = 0;
    private static final int O_WRONLY = 1;
    private static final int O_CREAT = 0_100;
    private static final int O_EXCL = 0_200;
    private static final int O_NOFOLLOW = 0_400000;

    private static final int MODE = 0_644;

    private final NfsContext context;
    private final LibNfs nfs;

    NfsFiles(NfsContext context) {
        this.context = context;
        this.nfs = context.functions();
    }

    /** Does not follow a link. */
    NfsFile stat(String path) throws NfsException {
        return ask(
                path,
                name -> (answer, token) -> (int) nfs.lstat.invokeExact(context.pointer(), name, answer, token),
                data -> {
                    MemorySegment stat = data.reinterpret(LibNfs.STAT.byteSize());
                    return new NfsFile(
                            path,
                            NfsFile.Type.of(stat.get(JAVA_LONG, LibNfs.STAT_MODE)),
                            stat.get(JAVA_LONG, LibNfs.STAT_SIZE),
                            Instant.ofEpochSecond(
                                    stat.get(JAVA_LONG, LibNfs.STAT_MTIME),
                                    stat.get(JAVA_LONG, LibNfs.STAT_MTIME_NANOS)));
                });
    }

    /** Regular files, and no more than {@code most}. */
    List<NfsFile> list(String directory, int most) throws NfsException {
        return ask(
                directory,
                name -> (answer, token) -> (int) nfs.opendir.invokeExact(context.pointer(), name, answer, token),
                entries -> regularFiles(entries, most));
    }

    /** The bytes that this user can still write. */
    long freeBytes(String directory) throws NfsException {
        return ask(
                directory,
                name -> (answer, token) -> (int) nfs.statvfs.invokeExact(context.pointer(), name, answer, token),
                data -> {
                    MemorySegment room = data.reinterpret(LibNfs.STATVFS.byteSize());
                    return room.get(JAVA_LONG, LibNfs.STATVFS_FRSIZE) * room.get(JAVA_LONG, LibNfs.STATVFS_BAVAIL);
                });
    }

    /** Gives a file a second name, unless that is taken. */
    void link(String from, String to) throws NfsException {
        try (Arena names = Arena.ofConfined()) {
            MemorySegment second = names.allocateFrom(to);
            ask(
                    from,
                    name -> (answer, token) ->
                            (int) nfs.link.invokeExact(context.pointer(), name, second, answer, token),
                    _ -> true);
        }
    }

    /** Replaces a file of the new name. */
    void rename(String from, String to) throws NfsException {
        try (Arena names = Arena.ofConfined()) {
            MemorySegment second = names.allocateFrom(to);
            ask(
                    from,
                    name -> (answer, token) ->
                            (int) nfs.rename.invokeExact(context.pointer(), name, second, answer, token),
                    _ -> true);
        }
    }

    void delete(String path) throws NfsException {
        ask(
                path,
                name -> (answer, token) -> (int) nfs.unlink.invokeExact(context.pointer(), name, answer, token),
                _ -> true);
    }

    ReadAhead read(String path, long offset, List<Block> blocks) throws NfsException {
        MemorySegment file = open(path, O_RDONLY | O_NOFOLLOW);
        return new ReadAhead(context, file, stat(path).size(), offset, blocks);
    }

    /** @param offset 0 for a new file, in place of one that has this name */
    WriteBehind write(String path, long offset, List<Block> blocks) throws NfsException {
        return new WriteBehind(context, offset == 0 ? create(path) : open(path, O_WRONLY), largestWrite(), blocks);
    }

    private MemorySegment create(String path) throws NfsException {
        try {
            delete(path);
        } catch (NfsException e) {
            if (e.problem() != NfsProblem.MISSING) {
                throw e;
            }
        }
        try (Arena names = Arena.ofConfined()) {
            MemorySegment name = names.allocateFrom(path);
            return context.openFile((answer, token) -> (int)
                    nfs.create.invokeExact(context.pointer(), name, O_WRONLY | O_CREAT | O_EXCL, MODE, answer, token));
        }
    }

    private MemorySegment open(String path, int flags) throws NfsException {
        try (Arena names = Arena.ofConfined()) {
            MemorySegment name = names.allocateFrom(path);
            return context.openFile(
                    (answer, token) -> (int) nfs.open.invokeExact(context.pointer(), name, flags, answer, token));
        }
    }

    private long largestWrite() {
        return NfsContext.of(() -> (long) nfs.writeMax.invokeExact(context.pointer()));
    }

    private List<NfsFile> regularFiles(MemorySegment directory, int most) {
        try {
            var files = new ArrayList<NfsFile>();
            for (var entry = next(directory); entry.address() != 0 && files.size() < most; entry = next(directory)) {
                NfsFile file = file(entry.reinterpret(LibNfs.DIRENT.byteSize()));
                if (file.type() == NfsFile.Type.REGULAR) {
                    files.add(file);
                }
            }
            return files;
        } finally {
            NfsContext.of(() -> {
                nfs.closedir.invokeExact(context.pointer(), directory);
                return true;
            });
        }
    }

    private MemorySegment next(MemorySegment directory) {
        return NfsContext.of(() -> (MemorySegment) nfs.readdir.invokeExact(context.pointer(), directory));
    }

    private static NfsFile file(MemorySegment entry) {
        return new NfsFile(
                NfsContext.string(entry.get(ADDRESS, LibNfs.DIRENT_NAME)),
                NfsFile.Type.of(entry.get(JAVA_INT, LibNfs.DIRENT_MODE)),
                entry.get(JAVA_LONG, LibNfs.DIRENT_SIZE),
                Instant.ofEpochSecond(entry.get(JAVA_LONG, LibNfs.DIRENT_MTIME)));
    }

    private <T> T ask(String path, Function<MemorySegment, NfsContext.Call> call, Function<MemorySegment, T> result)
            throws NfsException {
        try (Arena names = Arena.ofConfined()) {
            return context.ask(call.apply(names.allocateFrom(path)), result);
        }
    }
}
