package imprint.app.role;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.scheduling.annotation.Scheduled;

class PeriodicTasksTest {

    @Test
    void aTaskThatHangsHoldsUpNoOther() {
        try (var context = new AnnotationConfigApplicationContext(PeriodicTasks.class, Hanging.class, Counting.class)) {
            var counting = context.getBean(Counting.class);
            Awaitility.await().until(() -> counting.runs.get() > 3);
            context.getBean(Hanging.class).end.countDown();
        }
    }

    static class Hanging {

        private final CountDownLatch end = new CountDownLatch(1);

        @Scheduled(fixedDelay = 10)
        void hang() throws InterruptedException {
            end.await();
        }
    }

    static class Counting {

        private final AtomicInteger runs = new AtomicInteger();

        @Scheduled(fixedDelay = 10, initialDelay = 50)
        void count() {
            runs.incrementAndGet();
        }
    }
}
