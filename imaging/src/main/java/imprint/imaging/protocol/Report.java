package imprint.imaging.protocol;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How an attempt at a command ended; sent until the server has heard it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Report.Succeeded.class, name = "succeeded"),
    @JsonSubTypes.Type(value = Report.Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = Report.Stopped.class, name = "stopped")
})
public sealed interface Report {

    UUID commandId();

    int attempt();

    /**
     * The command is carried out.
     *
     * @param manifestDigest of the disk as it was captured, written or verified; null for a reboot
     * @param counts what it took; null for a reboot
     */
    record Succeeded(
            UUID commandId,
            int attempt,
            @Nullable String manifestDigest,
            @Nullable Counts counts) implements Report {}

    /**
     * The command failed.
     *
     * @param code a business failure, named by the error codes of the processes; null for a technical failure, which
     *     may be tried again
     * @param sentence for a person: what went wrong, and the remedy
     * @param diskChanged whether the disk may hold half an image; null when the agent does not know
     */
    record Failed(
            UUID commandId,
            int attempt,
            @Nullable String code,
            String sentence,
            @Nullable Boolean diskChanged) implements Report {}

    /**
     * The command was stopped because the server said so.
     *
     * @param diskChanged whether anything was written to the disk: it may hold half an image
     */
    record Stopped(UUID commandId, int attempt, boolean diskChanged) implements Report {}

    /**
     * What an attempt did, in chunks and bytes.
     *
     * @param chunks of the disk
     * @param zeroChunks that hold nothing but zeros
     * @param skippedChunks that needed no transfer, because the other side had them
     * @param sentChunks that went over the network
     * @param sentBytes over the network, compressed
     */
    record Counts(long chunks, long zeroChunks, long skippedChunks, long sentChunks, long sentBytes) {}
}
