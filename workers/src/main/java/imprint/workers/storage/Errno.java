package imprint.workers.storage;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.Charset;
import java.nio.file.FileSystemException;

/**
 * Numbers of Linux's errno.h in failures of files. The JDK keeps but their text, which the C library says in the
 * language of this machine: so it is asked for its text of each.
 */
enum Errno {
    EFBIG(27),
    ENOSPC(28),
    EROFS(30),
    ENAMETOOLONG(36),
    EDQUOT(122);

    private final String text;

    Errno(int number) {
        this.text = text(number);
    }

    String text() {
        return text;
    }

    boolean isIn(IOException failure) {
        String said = failure instanceof FileSystemException file ? file.getReason() : failure.getMessage();
        return said != null && said.contains(text);
    }

    private static String text(int number) {
        Linker linker = Linker.nativeLinker();
        MethodHandle strerror = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("strerror"),
                FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment said = (MemorySegment) strerror.invokeExact(number);
            return said.reinterpret(1024, arena, null)
                    .getString(0, Charset.forName(System.getProperty("sun.jnu.encoding")));
        } catch (Throwable e) {
            throw new IllegalStateException("The C library does not say what its errors mean", e);
        }
    }
}
