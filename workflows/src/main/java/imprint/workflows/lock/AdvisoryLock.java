package imprint.workflows.lock;

/**
 * All advisory locks that the code takes, each with the first of PostgreSQL's two numbers; the second says which device,
 * say. Those that functions of the database take have one number, which is another space.
 *
 * <p>why never another number for the same: nodes of two releases work together while one replaces the other.
 */
public enum AdvisoryLock {
    DEVICE(1),
    MADE_FILE(2),
    FIRST_ANSWER(3),
    DEPLOYMENT(4),
    SILENCE_SWEEP(11),
    LOST_PROCESSES(12),
    LOST_GATEWAYS(13),
    UPKEEP(14),
    STRANGERS(15),
    AUDIT_MONTHS(16),
    OLD_ANSWERS(17);

    private final int number;

    AdvisoryLock(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
