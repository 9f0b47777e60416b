package imprint.workers.engine;

import java.time.Duration;

/** What a route answers when somebody else will complete the job, at the latest within this time. */
public record Deferred(Duration deadline) {}
