package imprint.benchmarks;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;

/** The same task many times, some at a time. */
final class InParallel {

    private InParallel() {}

    interface Task {
        void run(int number) throws Exception;
    }

    /** Returns when all have succeeded. */
    static void run(int atOnce, int count, Task task) {
        var places = new Semaphore(atOnce);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = IntStream.range(0, count)
                    .mapToObj(number -> threads.submit(() -> {
                        places.acquire();
                        try {
                            task.run(number);
                        } finally {
                            places.release();
                        }
                        return number;
                    }))
                    .toList();
            for (var one : all) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
