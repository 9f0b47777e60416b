package imprint.app.operation;

import static java.util.stream.Collectors.groupingBy;

import imprint.app.problem.TooManyRequests;
import imprint.app.security.Admission;
import imprint.app.security.Admissions;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** All who watch at this node share one look at the database a second; while nobody watches, there is none. */
@Component
class Listeners {

    private static final Logger log = LoggerFactory.getLogger(Listeners.class);
    private static final int MOST = 200;
    private static final int MOST_OF_A_PERSON = 20;

    private final OperationPulse pulse;
    private final Admissions admissions;
    private final Set<Listener> listeners = new HashSet<>();
    private boolean closed;

    Listeners(OperationPulse pulse, Admissions admissions) {
        this.pulse = pulse;
        this.admissions = admissions;
    }

    /** @throws TooManyRequests when too many watch already, or the node is about to stop */
    synchronized Listener add(@Nullable UUID only, Admission admission) {
        if (watching(admission.person()) >= MOST_OF_A_PERSON) {
            throw new TooManyRequests(
                    "You watch %s times already: end one of them first.".formatted(MOST_OF_A_PERSON),
                    Duration.ofSeconds(10));
        }
        if (closed || listeners.size() >= MOST) {
            throw new TooManyRequests(
                    "Too many watch at this server: ask for the list instead.", Duration.ofSeconds(10));
        }
        var listener = new Listener(only, admission);
        listeners.add(listener);
        return listener;
    }

    synchronized void remove(Listener listener) {
        listeners.remove(listener);
    }

    private long watching(String person) {
        return listeners.stream()
                .filter(listener -> listener.admission().person().equals(person))
                .count();
    }

    private synchronized List<Listener> all() {
        return List.copyOf(listeners);
    }

    @Scheduled(fixedDelay = 1000)
    void beat() {
        var all = all();
        if (all.isEmpty()) {
            return;
        }
        try {
            dismiss(all);
            var now = pulse.take(watched(all));
            all.forEach(listener -> listener.tell(now));
        } catch (DataAccessException | TransactionException e) {
            log.debug("The state of the operations is not known for now: {}", e.toString());
        }
    }

    private static Set<UUID> watched(List<Listener> all) {
        return all.stream().map(Listener::only).filter(Objects::nonNull).collect(Collectors.toSet());
    }

    /** Ends those who would not be let in any more. */
    private void dismiss(List<Listener> all) {
        all.stream().collect(groupingBy(Listener::admission)).forEach((admission, listening) -> {
            if (!admissions.holds(admission)) {
                listening.forEach(Listener::close);
            }
        });
    }

    /** why: before the web server waits for the requests that are under way, which these would keep waiting. */
    @EventListener(ContextClosedEvent.class)
    synchronized void close() {
        closed = true;
        listeners.forEach(Listener::close);
    }
}
