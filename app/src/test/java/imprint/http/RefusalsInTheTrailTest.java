package imprint.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

@HttpTest
class RefusalsInTheTrailTest {

    private final Fleet fleet;
    private final JdbcClient jdbc;
    private final MovableClock clock;

    RefusalsInTheTrailTest(Fleet fleet, JdbcClient jdbc, MovableClock clock) {
        this.fleet = fleet;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Test
    void oneWhoTriesAgainAndAgainDoesNotFillIt() {
        // why: what others tried within this hour is counted, too.
        clock.advance(Duration.ofHours(1));
        for (int i = 0; i < 50; i++) {
            fleet.auditor().delete("/api/v1/products/again" + i).is(403);
        }
        assertThat(jdbc.sql("select count(*) from audit_entry where subject_id like 'DELETE /api/v1/products/again%'")
                        .query(Long.class)
                        .single())
                .isEqualTo(5);
    }
}
