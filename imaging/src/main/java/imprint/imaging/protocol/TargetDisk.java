package imprint.imaging.protocol;

import org.jspecify.annotations.Nullable;

/**
 * The one disk that a command may touch.
 *
 * @param serial null for a disk that reports none: then exactly one fixed disk must have this size
 * @param bytes its exact size
 */
public record TargetDisk(@Nullable String serial, long bytes) {}
