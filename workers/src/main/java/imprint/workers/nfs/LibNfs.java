package imprint.workers.nfs;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.List;

/**
 * The functions of libnfs that are called here, as {@code nfsc/libnfs.h} of libnfs 4 and 5 declares them, and {@code poll}.
 *
 * <p>Only the asynchronous functions: the others wait without a limit, and leave the library pointers into a stack frame
 * that is gone when a connection breaks. From libnfs 6 on, reading and writing take their parameters in another order, so
 * its library is not looked for.
 */
final class LibNfs {

    /** Libraries of libnfs 4 and 5, by their sonames. */
    static final List<String> SONAMES = List.of("libnfs.so.13", "libnfs.so.14");

    /** {@code struct nfs_stat_64}: seventeen fields, of which the third, the eighth, the twelfth and the fifteenth are read. */
    static final MemoryLayout STAT = MemoryLayout.sequenceLayout(17, JAVA_LONG);

    static final long STAT_MODE = 2 * 8L;
    static final long STAT_SIZE = 7 * 8L;
    static final long STAT_MTIME = 11 * 8L;
    static final long STAT_MTIME_NANOS = 14 * 8L;

    /** {@code struct nfs_statvfs_64}: eleven fields, of which the second and the fifth are read. */
    static final MemoryLayout STATVFS = MemoryLayout.sequenceLayout(11, JAVA_LONG);

    static final long STATVFS_FRSIZE = 8L;
    static final long STATVFS_BAVAIL = 4 * 8L;

    /** The beginning of {@code struct nfsdirent}, the same in libnfs 4 and 5. */
    static final MemoryLayout DIRENT = MemoryLayout.structLayout(
            ADDRESS.withName("next"),
            ADDRESS.withName("name"),
            JAVA_LONG.withName("inode"),
            JAVA_INT.withName("type"),
            JAVA_INT.withName("mode"),
            JAVA_LONG.withName("size"),
            MemoryLayout.sequenceLayout(2, JAVA_LONG).withName("atime"),
            MemoryLayout.sequenceLayout(2, JAVA_LONG).withName("mtime"));

    static final long DIRENT_NAME = 8;
    static final long DIRENT_MODE = 28;
    static final long DIRENT_SIZE = 32;
    static final long DIRENT_MTIME = 56;

    /** {@code struct pollfd}. */
    static final MemoryLayout POLLFD = MemoryLayout.structLayout(
            JAVA_INT.withName("fd"), JAVA_SHORT.withName("events"), JAVA_SHORT.withName("revents"));

    static final long POLLFD_EVENTS = 4;
    static final long POLLFD_REVENTS = 6;

    /** {@code nfs_cb}: status (negative: an errno), context, what was asked for, what was given to the call. */
    static final FunctionDescriptor CALLBACK = FunctionDescriptor.ofVoid(JAVA_INT, ADDRESS, ADDRESS, ADDRESS);

    private static final Linker LINKER = Linker.nativeLinker();

    final MethodHandle initContext;
    final MethodHandle destroyContext;
    final MethodHandle getError;
    final MethodHandle getFd;
    final MethodHandle whichEvents;
    final MethodHandle service;
    final MethodHandle setVersion;
    final MethodHandle setUid;
    final MethodHandle setGid;
    final MethodHandle setAutoreconnect;
    final MethodHandle setClientName;
    final MethodHandle parseUrl;
    final MethodHandle destroyUrl;
    final MethodHandle readMax;
    final MethodHandle writeMax;
    final MethodHandle mount;
    final MethodHandle lstat;
    final MethodHandle statvfs;
    final MethodHandle open;
    final MethodHandle create;
    final MethodHandle close;
    final MethodHandle fsync;
    final MethodHandle pread;
    final MethodHandle pwrite;
    final MethodHandle link;
    final MethodHandle rename;
    final MethodHandle unlink;
    final MethodHandle opendir;
    final MethodHandle readdir;
    final MethodHandle closedir;
    final MethodHandle poll;

    private LibNfs(SymbolLookup library) {
        initContext = function(library, "nfs_init_context", FunctionDescriptor.of(ADDRESS));
        destroyContext = function(library, "nfs_destroy_context", FunctionDescriptor.ofVoid(ADDRESS));
        getError = function(library, "nfs_get_error", FunctionDescriptor.of(ADDRESS, ADDRESS));
        getFd = function(library, "nfs_get_fd", FunctionDescriptor.of(JAVA_INT, ADDRESS));
        whichEvents = function(library, "nfs_which_events", FunctionDescriptor.of(JAVA_INT, ADDRESS));
        service = function(library, "nfs_service", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
        setVersion = function(library, "nfs_set_version", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
        setUid = function(library, "nfs_set_uid", FunctionDescriptor.ofVoid(ADDRESS, JAVA_INT));
        setGid = function(library, "nfs_set_gid", FunctionDescriptor.ofVoid(ADDRESS, JAVA_INT));
        setAutoreconnect = function(library, "nfs_set_autoreconnect", FunctionDescriptor.ofVoid(ADDRESS, JAVA_INT));
        setClientName = function(library, "nfs4_set_client_name", FunctionDescriptor.ofVoid(ADDRESS, ADDRESS));
        parseUrl = function(library, "nfs_parse_url_incomplete", FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS));
        destroyUrl = function(library, "nfs_destroy_url", FunctionDescriptor.ofVoid(ADDRESS));
        readMax = function(library, "nfs_get_readmax", FunctionDescriptor.of(JAVA_LONG, ADDRESS));
        writeMax = function(library, "nfs_get_writemax", FunctionDescriptor.of(JAVA_LONG, ADDRESS));
        mount = operation(library, "nfs_mount_async", ADDRESS, ADDRESS);
        lstat = operation(library, "nfs_lstat64_async", ADDRESS);
        statvfs = operation(library, "nfs_statvfs64_async", ADDRESS);
        open = operation(library, "nfs_open_async", ADDRESS, JAVA_INT);
        create = operation(library, "nfs_create_async", ADDRESS, JAVA_INT, JAVA_INT);
        close = operation(library, "nfs_close_async", ADDRESS);
        fsync = operation(library, "nfs_fsync_async", ADDRESS);
        pread = operation(library, "nfs_pread_async", ADDRESS, JAVA_LONG, JAVA_LONG);
        pwrite = operation(library, "nfs_pwrite_async", ADDRESS, JAVA_LONG, JAVA_LONG, ADDRESS);
        link = operation(library, "nfs_link_async", ADDRESS, ADDRESS);
        rename = operation(library, "nfs_rename_async", ADDRESS, ADDRESS);
        unlink = operation(library, "nfs_unlink_async", ADDRESS);
        opendir = operation(library, "nfs_opendir_async", ADDRESS);
        readdir = function(library, "nfs_readdir", FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS));
        closedir = function(library, "nfs_closedir", FunctionDescriptor.ofVoid(ADDRESS, ADDRESS));
        poll = ofLinux("poll", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
    }

    /** @throws NfsException when this machine has none of the libraries */
    @SuppressWarnings("restricted")
    static LibNfs load(List<String> sonames) throws NfsException {
        for (String soname : sonames) {
            try {
                return new LibNfs(SymbolLookup.libraryLookup(soname, Arena.global()));
            } catch (IllegalArgumentException e) {
                // why: the next one may be there.
            }
        }
        throw new NfsException(
                NfsProblem.NO_LIBRARY,
                "NFS needs the library libnfs 4 or 5 on this server (%s), which is not there: apt-get install libnfs13"
                        .formatted(String.join(" or ", sonames)));
    }

    /** @param upcall a method of {@link #CALLBACK}'s type that throws nothing */
    @SuppressWarnings("restricted")
    static MemorySegment callback(MethodHandle upcall, Arena arena) {
        return LINKER.upcallStub(upcall, CALLBACK, arena);
    }

    /** A function of the C library. */
    static MethodHandle ofLinux(String name, FunctionDescriptor descriptor) {
        return function(LINKER.defaultLookup(), name, descriptor);
    }

    private static MethodHandle operation(SymbolLookup library, String name, MemoryLayout... arguments) {
        return function(
                library,
                name,
                FunctionDescriptor.of(JAVA_INT, ADDRESS)
                        .appendArgumentLayouts(arguments)
                        .appendArgumentLayouts(ADDRESS, ADDRESS));
    }

    @SuppressWarnings("restricted")
    private static MethodHandle function(SymbolLookup library, String name, FunctionDescriptor descriptor) {
        return LINKER.downcallHandle(library.findOrThrow(name), descriptor);
    }
}
