package imprint.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What else the machine was doing: figures taken beside other work are no figures. */
record Load(String average, int processors) {

    static Load now() throws IOException {
        return new Load(
                Files.readString(Path.of("/proc/loadavg")).split(" ")[0],
                Runtime.getRuntime().availableProcessors());
    }

    @Override
    public String toString() {
        return "%s processors, load average when it began: %s%s"
                .formatted(processors, average, Double.parseDouble(average) < 1 ? "" : " (busy: preliminary figures)");
    }
}
