package imprint.workflows.command;

import java.util.EnumSet;
import java.util.Set;

/**
 * Where a device command stands, and where it may go from there.
 *
 * <pre>
 * state       the device                      whoever waits for it
 * WAITING     is to fetch it                  waits
 * REPLACING   may be at the attempt before    waits
 * GIVEN       is at it                        waits
 * FORGOTTEN   has lost it                     waits
 * STOPPING    may be at it, and is to stop    waits for the stop
 * GIVEN_UP    may be at it                    was told that it failed, or has no more need of it
 * SUCCEEDED   has done it                     was told
 * FAILED      is at nothing                   was told, and may make another attempt
 * REFUSED     is at nothing                   was told that another attempt would not help
 * STOPPED     is at nothing                   was told, and may make another attempt
 * </pre>
 */
enum CommandState {
    /** For the device to fetch. */
    WAITING,
    /** As {@link #WAITING}, once the device has let go of the attempt before, which was given up. */
    REPLACING,
    /** In the device's hands. */
    GIVEN,
    /** The device that had it in its hands says that it has not: it is given once more, and has no more time for that. */
    FORGOTTEN,
    /** Called off; the device is to confirm that. */
    STOPPING,
    /** Nobody waits for the device any more, which may be at it all the same; its success is still welcome. */
    GIVEN_UP,
    SUCCEEDED,
    /** The attempt failed; the next activation of the job makes another. */
    FAILED,
    /** Trying again would not help. */
    REFUSED,
    STOPPED;

    private static final Set<CommandState> ENDS = EnumSet.of(SUCCEEDED, FAILED, REFUSED, STOPPED);

    private Set<CommandState> next() {
        return switch (this) {
            case WAITING -> endsOr(GIVEN);
            case REPLACING -> endsOr(WAITING, STOPPING, GIVEN_UP);
            case GIVEN -> endsOr(FORGOTTEN, STOPPING, GIVEN_UP);
            case FORGOTTEN -> endsOr(GIVEN);
            case STOPPING -> endsOr(GIVEN_UP);
            case GIVEN_UP -> EnumSet.of(REPLACING, STOPPING, SUCCEEDED, FAILED, REFUSED);
            case FAILED -> EnumSet.of(WAITING, SUCCEEDED, REFUSED);
            case STOPPED -> EnumSet.of(WAITING, REFUSED);
            case SUCCEEDED, REFUSED -> EnumSet.noneOf(CommandState.class);
        };
    }

    private static Set<CommandState> endsOr(CommandState first, CommandState... others) {
        var all = EnumSet.of(first, others);
        all.addAll(ENDS);
        return all;
    }

    boolean mayBecome(CommandState state) {
        return next().contains(state);
    }

    /** Whether somebody waits for the device. */
    boolean isOpen() {
        return this != GIVEN_UP && !ENDS.contains(this);
    }

    /** Whether the device may be at it. */
    boolean isInHand() {
        return switch (this) {
            case REPLACING, GIVEN, STOPPING, GIVEN_UP -> true;
            case WAITING, FORGOTTEN, SUCCEEDED, FAILED, REFUSED, STOPPED -> false;
        };
    }
}
