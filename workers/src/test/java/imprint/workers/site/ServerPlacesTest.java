package imprint.workers.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import imprint.imaging.image.ImageFileName;
import imprint.workers.storage.Places;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServerPlacesTest {

    private static final int OF_A_SERVER = 4;

    private final TestControlPlane control = new TestControlPlane();
    private final ServerPlaces places = new ServerPlaces(control);
    private final CountDownLatch slowOnesMayEnd = new CountDownLatch(1);
    private final AtomicInteger atWork = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void close() {
        slowOnesMayEnd.countDown();
        threads.close();
    }

    @Test
    void aSlowServerKeepsNobodyFromAnother() throws Exception {
        fill("slow.example");
        assertThat(work("other.example", "images")).contains("done");
    }

    @Test
    void oneTooManyOfAServerIsNotBegun() throws Exception {
        fill("slow.example");
        assertThat(work("Slow.Example", "another-directory")).isEmpty();
    }

    @Test
    void aPlaceIsFreeAgainAfterwards() throws Exception {
        var slow = fill("slow.example");
        slowOnesMayEnd.countDown();
        for (Future<Optional<String>> one : slow) {
            assertThat(one.get()).contains("done");
        }
        assertThat(work("slow.example", "images")).contains("done");
    }

    private Iterable<Future<Optional<String>>> fill(String host) {
        var slow = IntStream.range(0, OF_A_SERVER)
                .mapToObj(_ -> threads.submit(() -> places.work(order(host, "images"), () -> {
                    atWork.incrementAndGet();
                    return lasting();
                })))
                .toList();
        await().until(() -> atWork.get() == OF_A_SERVER);
        return slow;
    }

    private String lasting() throws IOException {
        try {
            slowOnesMayEnd.await();
            return "done";
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private Optional<String> work(String host, String directory) throws IOException {
        return places.work(order(host, directory), () -> "done");
    }

    private UUID order(String host, String directory) {
        var operationId = UUID.randomUUID();
        control.place(new TransferOrder(
                operationId, Places.http(host, 80, directory, null, null), ImageFileName.of("a.img"), null, Set.of()));
        return operationId;
    }
}
