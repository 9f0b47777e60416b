package imprint.history;

import java.time.Instant;
import java.util.List;

/** A record of the engine's log, reduced to what it changes in the history. */
record LogEntry(long position, Instant at, List<Change> changes) {}
