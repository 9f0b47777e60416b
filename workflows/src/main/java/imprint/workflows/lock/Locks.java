package imprint.workflows.lock;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Advisory locks that are held until the transaction ends. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class Locks {

    private final JdbcClient jdbc;

    Locks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Waits until nobody else has it. */
    public void take(AdvisoryLock lock) {
        take(lock, 0);
    }

    /**
     * Waits until nobody else has it.
     *
     * @param which of those that the lock is for; two that share a number merely wait for each other
     */
    public void take(AdvisoryLock lock, int which) {
        jdbc.sql("select pg_advisory_xact_lock(?, ?)")
                .params(lock.number(), which)
                .query()
                .singleRow();
    }

    /** Whether it is ours; false when somebody else has it. */
    public boolean tryToTake(AdvisoryLock lock, int which) {
        return jdbc.sql("select pg_try_advisory_xact_lock(?, ?)")
                .params(lock.number(), which)
                .query(Boolean.class)
                .single();
    }
}
