package imprint.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What one contender took, a value a round. */
final class Samples {

    private final List<Double> values = new ArrayList<>();

    void add(Duration time) {
        values.add(time.toNanos() / 1e9);
    }

    void add(double value) {
        values.add(value);
    }

    double median() {
        var sorted = values.stream().sorted().toList();
        var middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
