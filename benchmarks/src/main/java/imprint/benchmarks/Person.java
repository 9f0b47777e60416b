package imprint.benchmarks;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody who looks at lists all the while, and how long that takes. */
final class Person implements AutoCloseable {

    private static final long BETWEEN_LOOKS_MILLIS = 200;

    private final Api api;
    private final Latencies latencies = new Latencies();
    private final AtomicInteger refused = new AtomicInteger();
    private final Thread thread;

    private Person(Api api) {
        this.api = api;
        this.thread = Thread.ofVirtual().unstarted(this::look);
    }

    static Person looksAt(Api api) {
        var person = new Person(api);
        person.thread.start();
        return person;
    }

    private void look() {
        try {
            while (true) {
                var began = System.nanoTime();
                try {
                    api.look();
                } catch (IOException e) {
                    refused.incrementAndGet();
                }
                latencies.add(System.nanoTime() - began);
                Thread.sleep(BETWEEN_LOOKS_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Has seen enough. */
    Person done() throws InterruptedException {
        thread.interrupt();
        thread.join();
        return this;
    }

    @Override
    public String toString() {
        return refused.get() == 0 ? latencies.toString() : "%s, %s refused".formatted(latencies, refused);
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
