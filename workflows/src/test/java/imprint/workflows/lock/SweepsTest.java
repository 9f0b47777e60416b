package imprint.workflows.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import imprint.workflows.DomainTest;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two nodes that share a database. */
@DomainTest
class SweepsTest {

    @Autowired
    private DataSource dataSource;

    @Autowired
    private JdbcClient jdbc;

    private final AtomicInteger runs = new AtomicInteger();
    private Sweeps one;
    private Sweeps other;

    @BeforeEach
    void twoNodes() {
        one = new Sweeps(dataSource);
        other = new Sweeps(dataSource);
    }

    @AfterEach
    void stop() {
        one.destroy();
        other.destroy();
    }

    @Test
    void whatOneNodeIsAtIsDoneOnce() {
        one.onOneNode(AdvisoryLock.UPKEEP, () -> {
            other.onOneNode(AdvisoryLock.UPKEEP, runs::incrementAndGet);
            runs.incrementAndGet();
        });
        assertThat(runs).hasValue(1);
    }

    @Test
    void theOtherNodeHasItsTurnAfterwards() {
        one.onOneNode(AdvisoryLock.UPKEEP, runs::incrementAndGet);
        other.onOneNode(AdvisoryLock.UPKEEP, runs::incrementAndGet);
        assertThat(runs).hasValue(2);
    }

    @Test
    void aSweepHoldsUpNoOther() {
        one.onOneNode(AdvisoryLock.UPKEEP, () -> other.onOneNode(AdvisoryLock.SILENCE_SWEEP, runs::incrementAndGet));
        assertThat(runs).hasValue(1);
    }

    @Test
    void aSweepThatFailsHoldsUpNobody() {
        assertThatThrownBy(() -> one.onOneNode(AdvisoryLock.UPKEEP, () -> {
                    throw new IllegalStateException("It fails");
                }))
                .hasMessage("It fails");
        other.onOneNode(AdvisoryLock.UPKEEP, runs::incrementAndGet);
        assertThat(runs).hasValue(1);
    }

    @Test
    void aNodeThatDiesAtItHoldsUpNobodyAndSweepsAgainOnceItIsBack() {
        one.onOneNode(AdvisoryLock.UPKEEP, () -> {
            endTheSessionThatHasTheLock();
            await().untilAsserted(() -> {
                other.onOneNode(AdvisoryLock.UPKEEP, runs::incrementAndGet);
                assertThat(runs).hasPositiveValue();
            });
        });
        runs.set(0);
        one.onOneNode(AdvisoryLock.UPKEEP, runs::incrementAndGet);
        assertThat(runs).hasValue(1);
    }

    private void endTheSessionThatHasTheLock() {
        assertThat(jdbc.sql("""
                                select pg_terminate_backend(pid) from pg_locks
                                where locktype = 'advisory' and classid = ? and objid = 0
                                """)
                        .param(AdvisoryLock.UPKEEP.number())
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void eachLockHasItsNumber() {
        assertThat(Stream.of(AdvisoryLock.values()).map(AdvisoryLock::number)).doesNotHaveDuplicates();
    }
}
