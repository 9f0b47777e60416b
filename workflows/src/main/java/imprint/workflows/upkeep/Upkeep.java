package imprint.workflows.upkeep;

import imprint.workflows.lock.AdvisoryLock;
import imprint.workflows.lock.Sweeps;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Deletes, some time after their use, what has only served operations that ended: what was sent to the engine, what
 * devices were told, manifests that nothing names; and old device logs. Operations and the audit trail stay.
 *
 * <p>why not revoked credentials: one that lies in an image lets the device enrol to which that image is applied,
 * however old it is.
 */
@Component
@Profile("app")
class Upkeep {

    private static final Logger log = LoggerFactory.getLogger(Upkeep.class);

    /** Few enough that nobody waits for their locks. */
    private static final int BATCH = 1_000;

    private static final List<String> DELETIONS = List.of(
            """
            delete from engine_command where id in (
                select c.id from engine_command c join operation o on o.id = c.operation_id
                where c.sent_at is not null and o.ended_at < :before limit :batch)
            """,
            // why not all: a device that may still be at it is told to stop when it comes back.
            """
            delete from device_command where id in (
                select c.id from device_command c join operation o on o.id = c.operation_id
                where c.state in ('SUCCEEDED', 'FAILED', 'REFUSED', 'STOPPED') and o.ended_at < :before limit :batch)
            """,
            """
            delete from manifest where digest in (
                select m.digest from manifest m where m.kept_at < :before
                and not exists (select from disk_image i where i.manifest_digest = m.digest)
                and not exists (select from operation o where o.image_digest = m.digest
                    and (o.ended_at is null or o.ended_at >= :before)) limit :batch)
            """,
            """
            delete from device_log where id in (
                select id from device_log where received_at < :before limit :batch)
            """);

    private final JdbcClient jdbc;
    private final Sweeps sweeps;
    private final Clock clock;
    private final Duration kept;

    Upkeep(JdbcClient jdbc, Sweeps sweeps, Clock clock, @Value("${imprint.keep-traces:P30D}") Duration kept) {
        if (kept.compareTo(Duration.ofDays(1)) < 0) {
            throw new IllegalArgumentException("imprint.keep-traces is %s: give a day or more.".formatted(kept));
        }
        this.jdbc = jdbc;
        this.sweeps = sweeps;
        this.clock = clock;
        this.kept = kept;
    }

    @Scheduled(fixedDelayString = "P1D", initialDelayString = "PT10M")
    void sweep() {
        sweeps.onOneNode(AdvisoryLock.UPKEEP, this::deleteTheOld);
    }

    void deleteTheOld() {
        var before = Timestamp.from(clock.instant().minus(kept));
        var deleted = DELETIONS.stream()
                .mapToLong(deletion -> deleteAll(deletion, before))
                .sum();
        log.info("Deleted {} rows that nobody needs any more", deleted);
    }

    /** Batch by batch, each in a transaction of its own. */
    private long deleteAll(String deletion, Timestamp before) {
        var all = 0L;
        int deleted;
        do {
            deleted = jdbc.sql(deletion)
                    .param("before", before)
                    .param("batch", BATCH)
                    .update();
            all += deleted;
        } while (deleted == BATCH);
        return all;
    }
}
