package imprint.workflows.device;

import imprint.imaging.protocol.LogBatch;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What devices, and the steps on them, have to tell; also what an agent wrote down while no server was in reach. */
@Service
@Transactional
public class DeviceLogs {

    private static final int LONGEST_MESSAGE = 4000;

    /** What no calendar of a list can show is no time that a clock tells. */
    private static final Instant EARLIEST = Instant.EPOCH;

    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");
    private static final String LEFT_OUT =
            "The device writes more into its log than is kept of it: lines are left out from here on.";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final Clock clock;
    private final LogAllowance allowance = new LogAllowance();
    private final Set<UUID> talkative = ConcurrentHashMap.newKeySet();

    DeviceLogs(JdbcClient jdbc, JdbcTemplate batches, Clock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.clock = clock;
    }

    /** A batch that came twice is kept once; of a device that writes without end, not all is kept. */
    public void keep(UUID deviceId, LogBatch batch) {
        var kept = new ArrayList<LogBatch.Entry>();
        for (var entry : batch.entries()) {
            if (allowance.spend(deviceId, entry.message(), clock.instant())) {
                talkative.remove(deviceId);
                kept.add(entry);
            } else if (talkative.add(deviceId)) {
                kept.add(said(LogBatch.Severity.WARNING, LEFT_OUT));
            }
        }
        keep(deviceId, kept);
    }

    private void keep(UUID deviceId, List<LogBatch.Entry> entries) {
        var now = clock.instant();
        batches.batchUpdate(
                """
                insert into device_log (id, device_id, at, received_at, severity, message)
                values (?, ?, ?, ?, ?, ?) on conflict (id) do nothing
                """,
                entries.stream()
                        .map(entry -> new Object[] {
                            entry.id(),
                            deviceId,
                            Timestamp.from(isATime(entry.at()) ? entry.at() : now),
                            Timestamp.from(now),
                            entry.severity().name(),
                            shortened(entry.message())
                        })
                        .toList());
    }

    private static boolean isATime(Instant at) {
        return !at.isBefore(EARLIEST) && at.isBefore(LATEST);
    }

    /** Said by the server of a device. */
    public void note(UUID deviceId, LogBatch.Severity severity, String message) {
        keep(deviceId, List.of(said(severity, message)));
    }

    private LogBatch.Entry said(LogBatch.Severity severity, String message) {
        return new LogBatch.Entry(UUID.randomUUID(), clock.instant(), severity, message);
    }

    private static String shortened(String message) {
        return message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE);
    }

    /**
     * Heard last first, of one device or of all, because the clocks of devices go as they like; a part that is null lets
     * every line pass.
     *
     * @param before the number of the line to go on from
     */
    @Transactional(readOnly = true)
    public List<Line> list(
            @Nullable UUID deviceId, LogBatch.@Nullable Severity severity, @Nullable Long before, int size) {
        return jdbc.sql("""
                        select * from device_log
                        where (cast(:device as uuid) is null or device_id = :device)
                          and (cast(:severity as text) is null or severity = :severity)
                          and (cast(:before as bigint) is null or number < :before)
                        order by number desc limit :size
                        """)
                .param("device", deviceId)
                .param("severity", severity == null ? null : severity.name())
                .param("before", before)
                .param("size", size)
                .query((row, n) -> new Line(
                        row.getLong("number"),
                        row.getObject("id", UUID.class),
                        row.getObject("device_id", UUID.class),
                        row.getTimestamp("at").toInstant(),
                        row.getTimestamp("received_at").toInstant(),
                        LogBatch.Severity.valueOf(row.getString("severity")),
                        row.getString("message")))
                .list();
    }

    /** A line of a device's log: written at {@code at} by the device's clock, heard at {@code receivedAt}, in the order of the numbers. */
    public record Line(
            long number,
            UUID id,
            UUID deviceId,
            Instant at,
            Instant receivedAt,
            LogBatch.Severity severity,
            String message) {}
}
