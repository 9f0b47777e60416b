package imprint.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The changes of many log entries, folded to one row for each thing they speak of, so that each is written once. */
final class Fold {
    private final Map<Table, Map<List<Object>, Row>> rows = new EnumMap<>(Table.class);
    private final Map<Long, Row> openAttempts = new HashMap<>();
    private final List<Change.AttemptEnded> endings = new ArrayList<>();
    private final Map<Long, Instant> firstHeard = new HashMap<>();

    static Fold of(List<LogEntry> entries) {
        var fold = new Fold();
        for (var entry : entries) {
            entry.changes().forEach(change -> fold.add(change, entry.at()));
        }
        return fold;
    }

    Collection<Row> rows(Table table) {
        return rows.getOrDefault(table, Map.of()).values();
    }

    /** The ends of attempts that began before these entries: at most one for each job. */
    List<Change.AttemptEnded> endings() {
        return endings;
    }

    /** The keys of the process instances that the entries speak of, with the time of the first that does. */
    Map<Long, Instant> firstHeard() {
        return firstHeard;
    }

    private void add(Change change, Instant at) {
        if (change.row().processInstanceKey() != Row.NO_INSTANCE) {
            firstHeard.putIfAbsent(change.row().processInstanceKey(), at);
        }
        switch (change) {
            case Change.Told told -> put(told.row());
            case Change.AttemptStarted started -> openAttempts.put(started.job(), put(started.row()));
            case Change.AttemptEnded ended -> end(ended);
        }
    }

    private void end(Change.AttemptEnded ended) {
        var open = openAttempts.remove(ended.job());
        if (open == null) {
            endings.add(ended);
        } else {
            put(ended.row().over(open));
        }
    }

    /** Also takes rows that become known while the fold is written. */
    Row put(Row row) {
        return rows.computeIfAbsent(row.table(), table -> new LinkedHashMap<>())
                .merge(row.identity(), row, (earlier, later) -> later.over(earlier));
    }
}
