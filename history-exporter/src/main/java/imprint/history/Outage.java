package imprint.history;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** Tells once that the history waits, and why, and once that it goes on. */
final class Outage {
    private final Logger log;
    private @Nullable String reason;

    Outage(Logger log) {
        this.log = log;
    }

    void because(RuntimeException e) {
        var sentence = String.valueOf(e.getMessage());
        if (!sentence.equals(reason)) {
            log.warn("The history waits, and nothing is lost: {}", sentence);
        }
        reason = sentence;
    }

    void over() {
        if (reason != null) {
            log.info("The history is written again.");
        }
        reason = null;
    }
}
