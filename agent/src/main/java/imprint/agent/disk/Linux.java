package imprint.agent.disk;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/** The few system calls that Java has no name for. Numbers as in Linux's {@code fcntl.h}, {@code unistd.h}, {@code errno.h}. */
final class Linux {

    static final int O_RDONLY = 0;
    static final int O_EXCL = 0_200;
    static final int O_CLOEXEC = 0_2000000;

    static final int SEEK_DATA = 3;
    static final int POSIX_FADV_DONTNEED = 4;

    static final int EIO = 5;
    static final int ENXIO = 6;
    static final int EBUSY = 16;
    static final int ENODEV = 19;
    static final int ENOMEDIUM = 123;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final MemoryLayout ERRNO = Linker.Option.captureStateLayout();

    private static final MethodHandle OPEN = call(
            "open",
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
            Linker.Option.firstVariadicArg(2));
    private static final MethodHandle CLOSE =
            call("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    private static final MethodHandle LSEEK = call(
            "lseek",
            FunctionDescriptor.of(
                    ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT));
    private static final MethodHandle FADVISE = call(
            "posix_fadvise",
            FunctionDescriptor.of(
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_INT));

    private Linux() {}

    /** Links the system calls, which takes a tenth of a second, ahead of their first use. */
    static void link() {
        // why: nothing is left to do, once this class is initialised.
    }

    /** What a call answered, and {@code errno} when that was -1. */
    record Result(long value, int errno) {

        boolean failed() {
            return value == -1;
        }
    }

    static Result open(Path path, int flags) {
        try (var arena = Arena.ofConfined()) {
            var errno = arena.allocate(ERRNO);
            var name = arena.allocateFrom(path.toString());
            return result((int) OPEN.invokeExact(errno, name, flags | O_CLOEXEC), errno);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    static void close(int descriptor) {
        try (var arena = Arena.ofConfined()) {
            var _ = (int) CLOSE.invokeExact(arena.allocate(ERRNO), descriptor);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    static Result lseek(int descriptor, long offset, int whence) {
        try (var arena = Arena.ofConfined()) {
            var errno = arena.allocate(ERRNO);
            return result((long) LSEEK.invokeExact(errno, descriptor, offset, whence), errno);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /** Asks the kernel to forget its cached copy of the whole file; pages not yet written stay. */
    static void dropCache(int descriptor) throws IOException {
        try (var arena = Arena.ofConfined()) {
            // why: this call answers with the error itself, not through errno.
            var error = (int) FADVISE.invokeExact(arena.allocate(ERRNO), descriptor, 0L, 0L, POSIX_FADV_DONTNEED);
            if (error != 0) {
                throw new IOException("posix_fadvise failed with error " + error);
            }
        } catch (IOException e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private static Result result(long value, MemorySegment errno) {
        return new Result(value, errno.get(ValueLayout.JAVA_INT, 0));
    }

    @SuppressWarnings("restricted")
    private static MethodHandle call(String name, FunctionDescriptor descriptor, Linker.Option... options) {
        var all = new Linker.Option[options.length + 1];
        System.arraycopy(options, 0, all, 0, options.length);
        all[options.length] = Linker.Option.captureCallState("errno");
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), descriptor, all);
    }
}
