package imprint.workflows.operation;

import static org.assertj.core.api.Assertions.assertThat;

import imprint.workflows.DomainTest;
import imprint.workflows.Fleet;
import imprint.workflows.MovableClock;
import imprint.workflows.engine.Outbox;
import imprint.workflows.image.DiskImages;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.Limit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** After years, with operations that all have ended but a few: what is asked again and again reads those few alone. */
@DomainTest
class GrownTablesTest {

    private static final int ENDED = 50_000;
    private static final int FEW = 1_000;

    @Autowired
    private Fleet fleet;

    @Autowired
    private CurrentOperations current;

    @Autowired
    private OperationRepository operations;

    @Autowired
    private DiskImages images;

    @Autowired
    private Outbox outbox;

    @Autowired
    private EntityManager entities;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private MovableClock clock;

    @Test
    void whatIsUnderWayIsToldWithoutReadingWhatEnded() {
        assertReadsFew(() -> current.openOrEndedSince(clock.instant().minus(Duration.ofMinutes(1)), List.of()));
    }

    @Test
    void theReconcilerAsksForTheNextOnesAlone() {
        assertReadsFew(() -> {
            operations.findUnderWay(new UUID(0, 0), clock.instant(), Limit.of(50));
            outbox.sendLostStartsAgain(clock.instant());
        });
    }

    @Test
    void anImageIsRemovedWithoutReadingAllThatWasDone() throws IOException {
        var image = fleet.anImage().id();
        assertReadsFew(() -> images.remove(image, Fleet.ALICE));
    }

    @Test
    void theEndOfADeviceIsFoundAmongItsOwnOperations() throws InterruptedException {
        var device = fleet.aDevice().id();
        assertReadsFew(() -> {
            operations.findUnfinishedOn(device);
            operations.findHolding(device);
            operations.isHeld(device);
            operations.findExpectingInImaging(device);
        });
    }

    private void assertReadsFew(Runnable task) {
        transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            jdbc.sql("""
                            insert into operation (id, kind, state, requested_by, authentication, address, requested_at,
                                ended_at, version)
                            select gen_random_uuid(), 'ADD', 'SUCCEEDED', 'alice', 'password', '127.0.0.1', at, at, 0
                            from (select cast(:now as timestamptz) - n * interval '1 minute' as at
                                from generate_series(100, :ended) n)
                            """)
                    .param("now", Timestamp.from(clock.instant()))
                    .param("ended", ENDED)
                    .update();
            jdbc.sql("analyze operation").update();
            var before = read();
            task.run();
            entities.flush();
            assertThat(read() - before).isLessThan(FEW);
        });
    }

    /** Rows of operations that this transaction has read one after the other, and by indexes. */
    private long read() {
        return jdbc.sql("""
                        select coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0)
                        from pg_stat_xact_user_tables where relname = 'operation'
                        """).query(Long.class).single();
    }
}
