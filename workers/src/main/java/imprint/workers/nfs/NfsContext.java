package imprint.workers.nfs;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import imprint.workers.net.ForbiddenAddress;
import imprint.workers.net.ServerAddress;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A mounted {@code nfs_context} of libnfs. It belongs to the thread that mounts it; calls are begun, and answered while
 * {@link #serve} runs.
 */
final class NfsContext implements AutoCloseable {

    private static final int TICK_MILLIS = 100;

    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private final Arena arena = Arena.ofShared();
    private final LibNfs nfs;
    private final MemorySegment context;
    private final MemorySegment callback;
    private final MemorySegment pollfd = arena.allocate(LibNfs.POLLFD);
    private final Map<Long, Answer> waiting = new HashMap<>();
    private final List<MemorySegment> open = new ArrayList<>();
    private final NfsServer server;
    private Duration patience;
    private final HearingLimit limit = new HearingLimit();
    private long calls;
    private boolean broken;
    private @Nullable Throwable unreadable;
    private volatile boolean abandoned;

    NfsContext(LibNfs nfs, NfsServer server) {
        this.nfs = nfs;
        this.server = server;
        this.patience = server.connect();
        this.context = of(() -> (MemorySegment) nfs.initContext.invokeExact());
        this.callback = LibNfs.callback(answered().bindTo(this), arena);
    }

    /** Connects to the server and asks it for the export. */
    void mount() throws NfsException {
        configure();
        try (Arena names = Arena.ofConfined()) {
            MemorySegment host = names.allocateFrom(address());
            MemorySegment export = names.allocateFrom(server.export());
            ask((answer, token) -> (int) nfs.mount.invokeExact(context, host, export, answer, token), _ -> true);
        } catch (NfsException e) {
            throw switch (e.problem()) {
                case MISSING, DENIED -> failure(NfsProblem.NO_EXPORT);
                default -> e;
            };
        }
        patience = server.stall();
    }

    LibNfs functions() {
        return nfs;
    }

    MemorySegment pointer() {
        return context;
    }

    /** Opens a file by one of the functions that give a file handle; it is closed with this context. */
    MemorySegment openFile(Call call) throws NfsException {
        MemorySegment file = ask(call, handle -> handle);
        open.add(file);
        return file;
    }

    /** Makes a call and waits for its answer. */
    <T> T ask(Call call, Function<MemorySegment, T> result) throws NfsException {
        var reply = new Reply<T>(result);
        begin(call, reply);
        long heardBefore = limit.heard();
        while (!reply.given) {
            serve();
            refuseMore(limit.heard() - heardBefore);
        }
        return reply.result();
    }

    /** Makes a call whose answer comes later; where it cannot even be sent, this throws. */
    void begin(Call call, Answer answer) throws NfsException {
        long token = ++calls;
        waiting.put(token, answer);
        if (of(() -> call.begin(callback, MemorySegment.ofAddress(token))) < 0) {
            waiting.remove(token);
            throw failure(0);
        }
    }

    /**
     * Waits until something moves between the server and us, and hands out the answers that have come.
     *
     * @throws NfsException also when an answer that has come before could not be read
     */
    void serve() throws NfsException {
        refuseUnreadable();
        long begun = System.nanoTime();
        while (!abandoned) {
            int moved = poll();
            if (moved != 0) {
                int socket = of(() -> (int) nfs.getFd.invokeExact(context));
                long heardBefore = limit.heard();
                if (limit.within(socket, () -> of(() -> (int) nfs.service.invokeExact(context, moved))) < 0) {
                    broken = true;
                    refuseMore(limit.heard() - heardBefore);
                    throw new NfsException(NfsProblem.UNREACHABLE, "the connection broke: " + lastError());
                }
                return;
            }
            if (System.nanoTime() - begun > patience.toNanos()) {
                broken = true;
                throw new NfsException(
                        NfsProblem.UNREACHABLE, "not a byte came or went for %s s".formatted(patience.toSeconds()));
            }
        }
        throw new NfsException(NfsProblem.UNREACHABLE, "the transfer was ended");
    }

    private void refuseMore(long heard) throws NfsException {
        if (heard > HearingLimit.BYTES) {
            broken = true;
            throw new NfsException(NfsProblem.REFUSED, "it says more than any answer can be");
        }
    }

    private void refuseUnreadable() throws NfsException {
        Throwable reason = unreadable;
        if (reason != null) {
            unreadable = null;
            throw new NfsException(NfsProblem.REFUSED, "its answer could not be read: " + reason, reason);
        }
    }

    /** What a negative status means. */
    NfsException failure(int status) {
        return failure(NfsProblem.of(-status, lastError()));
    }

    /** From any thread: ends what is going on. */
    void abandon() {
        abandoned = true;
    }

    @Override
    public void close() {
        abandoned = false;
        patience = FAREWELL;
        try (arena;
                limit) {
            open.forEach(this::closeFile);
            of(() -> {
                nfs.destroyContext.invokeExact(context);
                return true;
            });
        }
    }

    private NfsException failure(NfsProblem problem) {
        return new NfsException(problem, lastError());
    }

    private void configure() {
        // why: ports and nested mounts can be set by nothing but a URL. There are only numbers in it.
        String settings = "nfs://?version=%s&auto-traverse-mounts=0&dircache=0&nfsport=%s&mountport=%s"
                .formatted(server.version(), server.port(), server.mountPort());
        of(() -> {
            nfs.setUid.invokeExact(context, server.uid());
            nfs.setGid.invokeExact(context, server.gid());
            // why: what a server forgot when it was started anew must not go unnoticed; who called us tries again.
            nfs.setAutoreconnect.invokeExact(context, 0);
            try (Arena strings = Arena.ofConfined()) {
                // why: two clients of one name push each other out of the server, and libnfs names by the second.
                nfs.setClientName.invokeExact(context, strings.allocateFrom("imprint " + UUID.randomUUID()));
                var url = (MemorySegment) nfs.parseUrl.invokeExact(context, strings.allocateFrom(settings));
                nfs.destroyUrl.invokeExact(url);
            }
            return true;
        });
    }

    private String address() throws NfsException {
        try {
            return ServerAddress.of(server.host()).getHostAddress();
        } catch (ForbiddenAddress e) {
            throw new NfsException(NfsProblem.REFUSED, String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new NfsException(NfsProblem.UNKNOWN_HOST, "the host %s is not known".formatted(server.host()));
        }
    }

    private int poll() {
        return of(() -> {
            pollfd.set(JAVA_INT, 0, (int) nfs.getFd.invokeExact(context));
            pollfd.set(JAVA_SHORT, LibNfs.POLLFD_EVENTS, (short) (int) nfs.whichEvents.invokeExact(context));
            pollfd.set(JAVA_SHORT, LibNfs.POLLFD_REVENTS, (short) 0);
            int ready = (int) nfs.poll.invokeExact(pollfd, 1L, TICK_MILLIS);
            return ready > 0 ? (int) pollfd.get(JAVA_SHORT, LibNfs.POLLFD_REVENTS) : 0;
        });
    }

    private void closeFile(MemorySegment file) {
        Call close = (answer, token) -> (int) nfs.close.invokeExact(context, file, answer, token);
        try {
            if (broken) {
                // why: sent or not, libnfs frees the file when the context goes.
                begin(close, (_, _) -> {});
            } else {
                ask(close, _ -> true);
            }
        } catch (NfsException e) {
            // why: the server drops the files of a client that is gone.
        }
    }

    private String lastError() {
        MemorySegment text = of(() -> (MemorySegment) nfs.getError.invokeExact(context));
        return text.address() == 0 ? "no reason given" : string(text);
    }

    @SuppressWarnings("restricted")
    static String string(MemorySegment text) {
        return text.reinterpret(Long.MAX_VALUE).getString(0);
    }

    @SuppressWarnings("UnusedMethod") // called by libnfs
    private void answered(int status, MemorySegment self, MemorySegment data, MemorySegment token) {
        try {
            Answer answer = waiting.remove(token.address());
            if (answer != null) {
                answer.take(status, data);
            }
        } catch (Throwable e) {
            // why: what is thrown through libnfs ends the whole process; serve() throws it instead.
            unreadable = e;
        }
    }

    private static MethodHandle answered() {
        try {
            return MethodHandles.lookup().findVirtual(NfsContext.class, "answered", LibNfs.CALLBACK.toMethodType());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    static <T> T of(NativeCall<T> call) {
        try {
            return call.run();
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /** A call of one of libnfs' asynchronous functions, with the pointers that each of them ends with. */
    @FunctionalInterface
    interface Call {
        int begin(MemorySegment callback, MemorySegment token) throws Throwable;
    }

    /** Takes what a call has brought; what it throws, the next {@link #serve} throws as an {@link NfsException}. */
    @FunctionalInterface
    interface Answer {

        /**
         * @param status negative: a failure; else what the function counts
         * @param data as the function says, gone when this method returns
         */
        void take(int status, MemorySegment data);
    }

    @FunctionalInterface
    interface NativeCall<T> {
        T run() throws Throwable;
    }

    private final class Reply<T> implements Answer {

        private final Function<MemorySegment, T> read;
        private boolean given;
        private int status;
        private @Nullable T value;

        Reply(Function<MemorySegment, T> read) {
            this.read = read;
        }

        @Override
        public void take(int status, MemorySegment data) {
            this.status = status;
            if (status >= 0) {
                value = read.apply(data);
            }
            given = true;
        }

        T result() throws NfsException {
            if (value == null) {
                throw failure(status);
            }
            return value;
        }
    }
}
