package imprint.embedded;

import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Tells people when the data directory runs out of room, and when it has room again. */
public final class RoomWatch implements AutoCloseable {
    private static final long LOOK_SECONDS = 5;

    private final Path directory;
    private final BooleanSupplier isShort;
    private final Consumer<String> told;
    private final ScheduledExecutorService looks =
            Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());
    private boolean wasShort;

    RoomWatch(Path directory, BooleanSupplier isShort, Consumer<String> told) {
        this.directory = directory;
        this.isShort = isShort;
        this.told = told;
    }

    /** @param told a sentence, each time that something has changed */
    public static RoomWatch over(DataDirectory data, Consumer<String> told) {
        var watch = new RoomWatch(data.path(), data::isShortOfRoom, told);
        watch.looks.scheduleWithFixedDelay(watch::look, 0, LOOK_SECONDS, TimeUnit.SECONDS);
        return watch;
    }

    void look() {
        var nowShort = isShort.getAsBoolean();
        if (nowShort && !wasShort) {
            told.accept("The file system of %s has less than %s MB free: operations wait until there is room."
                    .formatted(directory, DataDirectory.MIB_NEEDED));
        } else if (wasShort && !nowShort) {
            told.accept("There is room again: operations go on.");
        }
        wasShort = nowShort;
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }
}
