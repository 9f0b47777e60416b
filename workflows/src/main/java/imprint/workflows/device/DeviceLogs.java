package imprint.workflows.device;

import imprint.imaging.protocol.LogBatch;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What devices, and the steps on them, have to tell; also what an agent wrote down while no server was in reach. */
@Service
@Transactional
public class DeviceLogs {

    private static final int LONGEST_MESSAGE = 4000;

    private final JdbcClient jdbc;
    private final Clock clock;

    DeviceLogs(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A batch that came twice is kept once. */
    public void keep(UUID deviceId, LogBatch batch) {
        batch.entries()
                .forEach(entry -> jdbc.sql("""
                        insert into device_log (id, device_id, at, received_at, severity, message)
                        values (?, ?, ?, ?, ?, ?) on conflict (id) do nothing
                        """)
                        .params(
                                entry.id(),
                                deviceId,
                                Timestamp.from(entry.at()),
                                Timestamp.from(clock.instant()),
                                entry.severity().name(),
                                shortened(entry.message()))
                        .update());
    }

    /** Said by the server of a device. */
    public void note(UUID deviceId, LogBatch.Severity severity, String message) {
        keep(
                deviceId,
                new LogBatch(List.of(new LogBatch.Entry(UUID.randomUUID(), clock.instant(), severity, message))));
    }

    private static String shortened(String message) {
        return message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE);
    }

    /** Newest first, of one device or of all; a part that is null lets every line pass. */
    @Transactional(readOnly = true)
    public List<Line> list(
            @Nullable UUID deviceId, LogBatch.@Nullable Severity severity, @Nullable Mark before, int size) {
        return jdbc.sql("""
                        select * from device_log
                        where (cast(:device as uuid) is null or device_id = :device)
                          and (cast(:severity as text) is null or severity = :severity)
                          and (cast(:at as timestamptz) is null or (at, id) < (:at, cast(:id as uuid)))
                        order by at desc, id desc limit :size
                        """)
                .param("device", deviceId)
                .param("severity", severity == null ? null : severity.name())
                .param("at", before == null ? null : Timestamp.from(before.at()))
                .param("id", before == null ? null : before.id())
                .param("size", size)
                .query((row, n) -> new Line(
                        row.getObject("id", UUID.class),
                        row.getObject("device_id", UUID.class),
                        row.getTimestamp("at").toInstant(),
                        row.getTimestamp("received_at").toInstant(),
                        LogBatch.Severity.valueOf(row.getString("severity")),
                        row.getString("message")))
                .list();
    }

    /** The place of a line among all; time alone does not do, because many lines share one. */
    public record Mark(Instant at, UUID id) {}

    /** A line of a device's log: written at {@code at} by the device's clock, heard at {@code receivedAt}. */
    public record Line(
            UUID id, UUID deviceId, Instant at, Instant receivedAt, LogBatch.Severity severity, String message) {}
}
