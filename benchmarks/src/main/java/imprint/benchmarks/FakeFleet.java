package imprint.benchmarks;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/** Many devices in one thread, each from an address of loopback that it shares with few, and what they were answered. */
final class FakeFleet implements AutoCloseable {

    private static final int DEVICES_AN_ADDRESS = 200;

    private final JsonMapper json = JsonMapper.builder().build();
    private final EventLoopGroup loop = new NioEventLoopGroup(1);
    private final String joinToken;
    private final List<FakeDevice> devices;
    private final AtomicInteger enrolled = new AtomicInteger();
    private final Map<String, LongAdder> answers = new ConcurrentHashMap<>();
    private volatile Latencies heartbeats = new Latencies();
    private volatile Pace pace = Pace.IDLE;
    private volatile boolean isClosed;

    /** @param first number of the first device: no two of a run are alike */
    FakeFleet(URI server, String joinToken, int first, int size) {
        this.joinToken = joinToken;
        var address = new InetSocketAddress(server.getHost(), server.getPort());
        devices = IntStream.range(first, first + size)
                .mapToObj(number -> new FakeDevice(this, new Line(loop, address, addressOf(number)), number))
                .toList();
    }

    private static InetSocketAddress addressOf(int number) {
        var host = 1 + number / DEVICES_AN_ADDRESS;
        return new InetSocketAddress("127.1.%s.%s".formatted(host / 250, 1 + host % 250), 0);
    }

    int size() {
        return devices.size();
    }

    /** All of them ask at once to be let in, and are heard from then on until the fleet is closed. */
    FakeFleet start() {
        devices.forEach(FakeDevice::start);
        return this;
    }

    /**
     * How often devices speak.
     *
     * @param longestWait for which the server may hold an answer back
     * @param leastPause between two heartbeats, the time of the first counted; at zero, what the server wants is not heeded
     */
    record Pace(Duration longestWait, Duration leastPause) {

        /** As the agent does. */
        static final Pace IDLE = new Pace(Duration.ofSeconds(25), Duration.ofSeconds(1));

        /** To notice how the server answers. */
        static final Pace IMPATIENT = new Pace(Duration.ZERO, Duration.ofMillis(500));

        /** As soon as they are answered. */
        static final Pace CLOSED_LOOP = new Pace(Duration.ZERO, Duration.ZERO);
    }

    /** From the next heartbeat of each of them on. */
    FakeFleet at(Pace now) {
        pace = now;
        return this;
    }

    Pace pace() {
        return pace;
    }

    /** @return how long it took until all were let in */
    Duration awaitEnrolment(Duration limit) throws IOException, InterruptedException {
        return Patience.until("%s devices have enrolled".formatted(size()), limit, () -> enrolled.get() == size());
    }

    List<UUID> ids() {
        return devices.stream()
                .map(device -> Objects.requireNonNull(device.id()))
                .toList();
    }

    /** How long heartbeats took from now on. */
    Latencies measured() {
        var fresh = new Latencies();
        heartbeats = fresh;
        return fresh;
    }

    /** How often there was this answer; 0 stands for none. */
    long count(int status) {
        return answers.entrySet().stream()
                .filter(each -> each.getKey().startsWith(status + " "))
                .mapToLong(each -> each.getValue().sum())
                .sum();
    }

    void forgetCounts() {
        answers.clear();
    }

    String joinToken() {
        return joinToken;
    }

    boolean isClosed() {
        return isClosed;
    }

    void enrolled() {
        enrolled.incrementAndGet();
    }

    void heard(long tookNanos) {
        heartbeats.add(tookNanos);
    }

    void counted(String path, int status) {
        answers.computeIfAbsent(status + " " + path, _ -> new LongAdder()).increment();
    }

    byte[] write(Object body) {
        return json.writeValueAsBytes(body);
    }

    <T> T read(byte[] body, Class<T> type) {
        return json.readValue(body, type);
    }

    @Override
    public void close() {
        isClosed = true;
        loop.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
