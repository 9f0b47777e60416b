package imprint.imaging.protocol;

import org.jspecify.annotations.Nullable;

/**
 * A disk as the device sees it.
 *
 * @param path what the device calls it: {@code /dev/nvme0n1}, or a file's path
 * @param serial as the disk reports it; null where it reports none
 * @param bytes its size
 * @param sectorBytes its logical sector: 512 or 4096
 * @param boot whether the running system was booted from it
 * @param removable whether it is a stick or a card: never a target
 */
public record DiskFacts(
        String path, @Nullable String serial, long bytes, int sectorBytes, boolean boot, boolean removable) {}
