package imprint.workers.cifs;

import java.time.Instant;

/** A regular file as the server lists it; nothing is known of what its name may contain. */
public record CifsFile(String name, long bytes, Instant changed) {}
