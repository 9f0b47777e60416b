package imprint.app.audit;

import imprint.workflows.failure.NotFound;
import imprint.workflows.storage.LocationUnavailable;
import imprint.workflows.storage.PasswordUnreadable;
import imprint.workflows.storage.StorageLocations;
import imprint.workflows.storage.StorageWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Checkpoints in a storage location, where one is named for them: out of reach of who has this machine. */
@Component
class CheckpointCopies {

    private static final Logger LOG = LoggerFactory.getLogger(CheckpointCopies.class);

    private final @Nullable UUID location;
    private final StorageLocations locations;
    private final StorageWriter writer;
    private final JsonMapper json;

    CheckpointCopies(
            @Value("${imprint.audit.location:}") String location,
            StorageLocations locations,
            StorageWriter writer,
            JsonMapper json) {
        this.location = idIn(location);
        this.locations = locations;
        this.writer = writer;
        this.json = json;
    }

    private static @Nullable UUID idIn(String setting) {
        try {
            return setting.isBlank() ? null : UUID.fromString(setting.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "imprint.audit.location must be the id of a storage location, and is '%s'.".formatted(setting));
        }
    }

    /** Puts it there as a file of its own; that it cannot be is told in the log. */
    void put(Checkpoint checkpoint) {
        if (location == null) {
            return;
        }
        try {
            writer.write(
                    locations.accessTo(location),
                    String.format(Locale.ROOT, "imprint-audit-%012d.json", checkpoint.number()),
                    (json.writeValueAsString(checkpoint) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (LocationUnavailable | NotFound | PasswordUnreadable e) {
            LOG.warn("A checkpoint of the audit trail cannot be put into the storage location {}", location, e);
        }
    }
}
