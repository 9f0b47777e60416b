package imprint.demo;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Follows operations to their end, on the screen. */
final class Watch {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final DemoApi api;
    private final Screen screen;

    Watch(DemoApi api, Screen screen) {
        this.api = api;
        this.screen = screen;
    }

    /**
     * @param labels what to call each operation
     * @return the operations as they ended, in that order
     * @throws DemoFailed when one does not succeed
     */
    List<ShownOperation> follow(Map<UUID, String> labels) throws InterruptedException {
        var done = Patience.await(
                LIMIT,
                () -> look(labels),
                seen -> seen.values().stream().allMatch(ShownOperation::isToldWhole),
                seen -> "%s is not done after %s minutes."
                        .formatted(String.join(", ", seen.keySet()), LIMIT.toMinutes()));
        done.forEach(this::sayPassed);
        return List.copyOf(done.values());
    }

    /** By their labels, in that order. */
    private Map<String, ShownOperation> look(Map<UUID, String> labels) throws InterruptedException {
        var seen = new LinkedHashMap<String, ShownOperation>();
        for (var label : labels.entrySet()) {
            seen.put(label.getValue(), api.operation(label.getKey()));
        }
        screen.show(seen.entrySet().stream()
                .map(entry -> new ProgressLine(entry.getKey(), entry.getValue()).toString())
                .toList());
        seen.forEach(Watch::requireNoFailure);
        return seen;
    }

    private static void requireNoFailure(String label, ShownOperation operation) {
        operation.incident().ifPresent(incident -> {
            throw new DemoFailed("%s waits for an administrator: %s".formatted(label, incident));
        });
        if (operation.hasEnded() && !operation.hasSucceeded()) {
            throw new DemoFailed("%s ended as %s: %s".formatted(label, operation.state(), operation.sentence()));
        }
    }

    private void sayPassed(String label, ShownOperation operation) {
        screen.say(String.format(
                Locale.ROOT, "  %s: done in %.1f s", label, operation.duration().toMillis() / 1000.0));
        screen.say(operation.allSteps().stream()
                .filter(ShownOperation.Step::isPassed)
                .map(ShownOperation.Step::name)
                .collect(joining(" > ", "    ", "")));
    }
}
