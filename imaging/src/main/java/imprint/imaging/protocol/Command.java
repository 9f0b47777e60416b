package imprint.imaging.protocol;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.net.URI;
import java.util.UUID;

/**
 * What a device is to do. A command has the same id in each of its attempts; carrying one out twice does no harm.
 *
 * <p>{@code token} opens the gateway for this attempt and is renewed by heartbeats; {@code manifestDigest} is the
 * SHA-256 of the manifest in hexadecimal digits, the only thing by which an agent trusts what a gateway serves.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Command.CaptureDisk.class, name = "capture-disk"),
    @JsonSubTypes.Type(value = Command.WriteDisk.class, name = "write-disk"),
    @JsonSubTypes.Type(value = Command.VerifyDisk.class, name = "verify-disk"),
    @JsonSubTypes.Type(value = Command.Reboot.class, name = "reboot")
})
public sealed interface Command {

    UUID commandId();

    /** Counts from 1. */
    int attempt();

    UUID operationId();

    /** Send the whole disk to the gateway, chunk by chunk; those that have arrived already are not sent again. */
    record CaptureDisk(UUID commandId, int attempt, UUID operationId, TargetDisk disk, URI gateway, String token)
            implements Command {

        @Override
        public String toString() {
            return describe(this);
        }
    }

    /** Make the disk match the manifest: write only the chunks that differ, and flush them. */
    record WriteDisk(
            UUID commandId,
            int attempt,
            UUID operationId,
            TargetDisk disk,
            URI gateway,
            String token,
            String manifestDigest)
            implements Command {

        @Override
        public String toString() {
            return describe(this);
        }
    }

    /** Read the disk past the page cache and compare each chunk with the manifest. */
    record VerifyDisk(
            UUID commandId,
            int attempt,
            UUID operationId,
            TargetDisk disk,
            URI gateway,
            String token,
            String manifestDigest)
            implements Command {

        @Override
        public String toString() {
            return describe(this);
        }
    }

    /** Report success, then boot into the environment named. */
    record Reboot(UUID commandId, int attempt, UUID operationId, Environment into) implements Command {}

    private static String describe(Command command) {
        // why: the records' own toString would put the token into logs.
        return "%s[commandId=%s, attempt=%s, operationId=%s]"
                .formatted(
                        command.getClass().getSimpleName(),
                        command.commandId(),
                        command.attempt(),
                        command.operationId());
    }
}
