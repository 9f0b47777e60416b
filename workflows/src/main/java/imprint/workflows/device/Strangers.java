package imprint.workflows.device;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Devices that asked to be let in and never were. Anybody can ask in any name: they are few, and those that ask no more
 * are forgotten, and with them the products that nobody else told or accepted.
 */
@Component
class Strangers {

    private static final String NEVER_LET_IN = """
            d.state = 'NEW' and not exists (select from device_credential c where c.device_id = d.id)
            """;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final int most;
    private final Duration kept;

    Strangers(
            JdbcClient jdbc,
            Clock clock,
            @Value("${imprint.enrolment.most-waiting:1000}") int most,
            @Value("${imprint.enrolment.keep-waiting:P1D}") Duration kept) {
        if (most < 1) {
            throw new IllegalArgumentException("imprint.enrolment.most-waiting is %s: give 1 or more.".formatted(most));
        }
        if (kept.compareTo(Duration.ofHours(1)) < 0) {
            throw new IllegalArgumentException(
                    "imprint.enrolment.keep-waiting is %s: give an hour or more.".formatted(kept));
        }
        this.jdbc = jdbc;
        this.clock = clock;
        this.most = most;
        this.kept = kept;
    }

    boolean areTooMany() {
        return jdbc.sql("select count(*) >= ? from device d where " + NEVER_LET_IN)
                .param(most)
                .query(Boolean.class)
                .single();
    }

    void forgetTheSilent() {
        var before = Timestamp.from(clock.instant().minus(kept));
        jdbc.sql("delete from device d where %s and d.asked_at < ? ".formatted(NEVER_LET_IN)
                        + "and not exists (select from operation o where o.device_id = d.id)")
                .param(before)
                .update();
        jdbc.sql("""
                        delete from product p where p.state = 'NEW' and p.created_at < ?
                            and not exists (select from device d where d.product = p.name)
                            and not exists (select from disk_image i where i.product = p.name)
                            and not exists (select from operation o where o.product = p.name and o.ended_at is null)
                        """).param(before).update();
    }
}
