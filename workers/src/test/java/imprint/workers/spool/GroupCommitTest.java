package imprint.workers.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class GroupCommitTest {

    @Test
    void tellsEverybodyOfTheGroupThatAnErrorKeptItOffTheMedium() throws Exception {
        var bothAreThere = new CountDownLatch(2);
        var commits = new GroupCommit(_ -> {
            await(bothAreThere);
            throw new OutOfMemoryError("as if");
        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var told = LongStream.range(0, 2)
                    .mapToObj(chunk -> threads.submit(() -> failureOf(commits, chunk, bothAreThere)))
                    .toList();
            for (var failure : told) {
                assertThat(failure.get())
                        .isInstanceOf(IOException.class)
                        .hasRootCauseInstanceOf(OutOfMemoryError.class);
            }
        }
    }

    private static Throwable failureOf(GroupCommit commits, long chunk, CountDownLatch begun) {
        begun.countDown();
        return catchThrowable(() -> commits.commit(new Entry.Zeros(chunk, 1)));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
