package imprint.workers.engine;

import java.time.Duration;
import java.util.Map;

/** What has become of a job that was carried out without a failure. */
public sealed interface JobOutcome {

    /** The process goes on, with these variables. */
    record Completed(Map<String, Object> variables) implements JobOutcome {

        public static final Completed WITHOUT_VARIABLES = new Completed(Map.of());
    }

    /** Somebody else will complete the job; who has not within this time loses it, and it is offered again. */
    record Deferred(Duration deadline) implements JobOutcome {}
}
