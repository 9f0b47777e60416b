package imprint.workflows.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Keeps those who are refused the same again and again from filling the audit trail: within an hour, the first ones are
 * entries of their own, and all others are counted and become one.
 */
@Component
class RepeatedRefusals {

    static final int ONE_BY_ONE = 5;
    static final int APART = 500;
    static final int OF_ONE_ACTOR = 10;

    private static final Duration HOUR = Duration.ofHours(1);
    private static final String MANY = "many";
    private static final Actor OTHERS = new Actor("others", "none", MANY);

    private final Clock clock;
    private final Map<Who, Count> counts = new LinkedHashMap<>();
    private final List<Act> ended = new ArrayList<>();

    RepeatedRefusals(Clock clock) {
        this.clock = clock;
    }

    /** Counts it, and says whether it is to be an entry of its own. */
    synchronized boolean isOneByOne(Act act) {
        end(this::isOver);
        var actor = countedAs(act);
        var count = counts.computeIfAbsent(Who.of(act, actor), _ -> new Count(clock.instant()));
        return count.take(act, actor);
    }

    // why: names and addresses can be made up, and memory would be filled in place of the trail; and one who is known
    // may come from as many addresses as there are.
    private Actor countedAs(Act act) {
        var actor = act.actor();
        if (counts.containsKey(Who.of(act, actor))) {
            return actor;
        }
        var ofThisActor = counts.keySet().stream()
                .filter(who -> who.actor.equals(actor.name()))
                .count();
        if (ofThisActor >= OF_ONE_ACTOR) {
            return new Actor(actor.name(), actor.authentication(), MANY);
        }
        return counts.size() < APART ? actor : OTHERS;
    }

    /** What was counted in hours that are over, each once. */
    synchronized List<Act> ofHoursThatAreOver() {
        end(this::isOver);
        return taken();
    }

    /** What was counted, each once. */
    synchronized List<Act> all() {
        end(_ -> true);
        return taken();
    }

    private boolean isOver(Count count) {
        return !clock.instant().isBefore(count.since.plus(HOUR));
    }

    private void end(Predicate<Count> isOver) {
        counts.values().removeIf(count -> {
            if (isOver.test(count)) {
                count.held().ifPresent(ended::add);
                return true;
            }
            return false;
        });
    }

    private List<Act> taken() {
        var taken = List.copyOf(ended);
        ended.clear();
        return taken;
    }

    private record Who(String act, String actor, String address) {
        static Who of(Act act, Actor actor) {
            return new Who(act.act(), actor.name(), actor.address());
        }
    }

    private static final class Count {

        private final Instant since;
        private int entries;
        private int more;
        private @Nullable Act last;

        private Count(Instant since) {
            this.since = since;
        }

        private boolean take(Act act, Actor actor) {
            if (entries < ONE_BY_ONE) {
                entries++;
                return true;
            }
            more++;
            last = act.by(actor);
            return false;
        }

        private Optional<Act> held() {
            return Optional.ofNullable(last).map(act -> {
                var details = new HashMap<>(act.details());
                details.put("times", Integer.toString(more));
                details.put("since", since.toString());
                return act.with(details);
            });
        }
    }
}
