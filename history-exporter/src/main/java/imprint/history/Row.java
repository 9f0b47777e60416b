package imprint.history;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the log says about one row: only the columns that are known. */
final class Row {
    static final long NO_INSTANCE = -1;

    private final Table table;
    private final long processInstanceKey;
    private final @Nullable Object[] values;

    private Row(Table table, long processInstanceKey, @Nullable Object[] values) {
        this.table = table;
        this.processInstanceKey = processInstanceKey;
        this.values = values;
    }

    static Row of(Table table, long processInstanceKey, long key) {
        var row = new Row(
                        table,
                        processInstanceKey,
                        new @Nullable Object[table.columns().size()])
                .set("key", key);
        return table.columns().contains("process_instance_key")
                ? row.set("process_instance_key", processInstanceKey)
                : row;
    }

    static Row ofInstance(long processInstanceKey) {
        return of(Table.PROCESS_INSTANCE, processInstanceKey, processInstanceKey);
    }

    /** The engine's empty texts mean that nothing is known. */
    Row set(String column, @Nullable Object value) {
        if (value != null && !value.equals("")) {
            values[index(column)] = value;
        }
        return this;
    }

    /** The engine's key -1 means that there is none. */
    Row setKey(String column, long key) {
        return key > 0 ? set(column, key) : this;
    }

    /** The engine's times, in milliseconds of the epoch, are -1 or 0 when there is none. */
    Row setTime(String column, long epochMilli) {
        return epochMilli > 0 ? set(column, Instant.ofEpochMilli(epochMilli)) : this;
    }

    @Nullable
    Object get(String column) {
        return values[index(column)];
    }

    Table table() {
        return table;
    }

    long processInstanceKey() {
        return processInstanceKey;
    }

    /** Tells apart the rows of a table; no two instances share an engine's key. */
    List<Object> identity() {
        return Arrays.stream(values, 0, table.keyLength())
                .filter(value -> value instanceof Long)
                .map(Object.class::cast)
                .toList();
    }

    /** A new row: the other, which came earlier, with what this one knows laid over it. */
    Row over(Row earlier) {
        var both = earlier.values.clone();
        for (int i = table.keyLength(); i < values.length; i++) {
            if (values[i] != null) {
                both[i] = values[i];
            }
        }
        return new Row(table, processInstanceKey, both);
    }

    /** @param instanceStart when the row's process instance began; null where the table does not ask */
    void bindTo(PreparedStatement statement, @Nullable Instant instanceStart) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            boolean isStart = instanceStart != null && i == table.keyLength() - 1;
            statement.setObject(i + 1, asSql(isStart ? instanceStart : values[i]));
        }
    }

    static @Nullable Object asSql(@Nullable Object value) {
        return switch (value) {
            case Instant time -> time.atOffset(ZoneOffset.UTC);
            // why: PostgreSQL has no NUL in texts, and a worker's error message may carry one.
            case String text -> text.replace('\0', '\uFFFD');
            case null, default -> value;
        };
    }

    private int index(String column) {
        int index = table.columns().indexOf(column);
        if (index < 0) {
            throw new IllegalArgumentException("%s has no column %s".formatted(table, column));
        }
        return index;
    }
}
