package imprint.app.role;

import imprint.imaging.chunk.DiskLayout;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the worker of a site.
 *
 * @param site that it serves
 * @param gateway the name of its image gateway, different from all others
 * @param host address at which the gateway listens
 * @param port of the gateway; 0 for any free one
 * @param url by which devices reach the gateway; left out, it is made of host and port
 * @param spool where captures and copies of images are kept
 * @param spoolSize the room for them
 * @param keepAfterUse how long an image is held for an operation under way that has used it
 * @param transfers chunks under way at the same time
 * @param connections of the gateway; beyond that, the oldest that has shown no good token makes room
 * @param idle after which a silent connection is closed
 * @param bandwidth of chunks in a second, in each direction, for all devices together; left out, there is no limit
 */
@ConfigurationProperties("imprint.worker")
record WorkerSettings(
        @DefaultValue("main") String site,
        @DefaultValue("main") String gateway,
        @DefaultValue("127.0.0.1") String host,
        @DefaultValue("0") int port,
        @Nullable URI url,
        Path spool,
        @DefaultValue("64GB") DataSize spoolSize,
        @DefaultValue("10m") Duration keepAfterUse,
        @DefaultValue("16") int transfers,
        @DefaultValue("4096") int connections,
        @DefaultValue("60s") Duration idle,
        @Nullable DataSize bandwidth) {

    /** Half of what a device waits for the answer to one request. */
    private static final Duration LONGEST_CHUNK = Duration.ofMinutes(1);

    WorkerSettings {
        if (!gateway.matches("[a-z0-9][a-z0-9-]{0,62}")) {
            throw new IllegalArgumentException(
                    "imprint.worker.gateway is \"%s\": give lower-case letters, digits and dashes.".formatted(gateway));
        }
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("imprint.worker.port is %s: give 0 to 65535.".formatted(port));
        }
        if (connections < 1) {
            throw new IllegalArgumentException(
                    "imprint.worker.connections is %s: give at least 1, and many more than there are devices at work."
                            .formatted(connections));
        }
        long least = (long) transfers * DiskLayout.CHUNK_BYTES / LONGEST_CHUNK.toSeconds();
        if (bandwidth != null && bandwidth.toBytes() < least) {
            throw new IllegalArgumentException(
                    "imprint.worker.bandwidth is %s bytes a second: give at least %s for imprint.worker.transfers=%s, or fewer transfers."
                            .formatted(bandwidth.toBytes(), least, transfers));
        }
    }
}
