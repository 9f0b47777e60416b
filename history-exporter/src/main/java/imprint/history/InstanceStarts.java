package imprint.history;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * When process instances began, which says in which month's partition their rows lie: the time of the first record that
 * speaks of them, which need not be that of their activation, since the variables they start with come before it. Later
 * records do not tell it, so the latest are remembered, and others are looked up.
 */
final class InstanceStarts {
    private static final int REMEMBERED = 10_000;
    private static final String LOOK_UP =
            "SELECT key, started_at FROM history.process_instance WHERE key = ANY (?::bigint[])";

    private final Map<Long, Instant> latest = new LinkedHashMap<>(256, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Instant> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** @return the start of each instance in the fold, to which an instance that was not heard of before is added */
    Map<Long, Instant> of(Fold fold, Connection connection) throws SQLException {
        var starts = new HashMap<Long, Instant>();
        var unknown = new TreeSet<>(fold.firstHeard().keySet());
        unknown.stream().filter(latest::containsKey).forEach(key -> starts.put(key, latest.get(key)));
        unknown.removeAll(starts.keySet());
        if (!unknown.isEmpty()) {
            starts.putAll(lookedUp(unknown, connection));
            unknown.removeAll(starts.keySet());
        }
        for (var key : unknown) {
            fold.put(Row.ofInstance(key));
            starts.put(key, fold.firstHeard().get(key));
        }
        latest.putAll(starts);
        return starts;
    }

    /** What was remembered in a transaction that failed is in doubt. */
    void forget() {
        latest.clear();
    }

    private static Map<Long, Instant> lookedUp(Set<Long> keys, Connection connection) throws SQLException {
        var found = new HashMap<Long, Instant>();
        try (var statement = connection.prepareStatement(LOOK_UP)) {
            statement.setArray(1, connection.createArrayOf("bigint", keys.toArray()));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.put(
                            rows.getLong(1),
                            rows.getObject(2, OffsetDateTime.class).toInstant());
                }
            }
        }
        return found;
    }
}
