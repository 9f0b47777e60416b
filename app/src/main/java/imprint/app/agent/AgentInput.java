package imprint.app.agent;

import imprint.imaging.protocol.DiskFacts;
import imprint.imaging.protocol.Enrolment;
import imprint.imaging.protocol.HardwareFacts;
import imprint.imaging.protocol.HardwareIdentity;
import imprint.imaging.protocol.Heartbeat;
import imprint.imaging.protocol.LogBatch;
import imprint.imaging.protocol.Progress;
import imprint.imaging.protocol.Report;
import imprint.imaging.text.Line;
import imprint.workflows.failure.InvalidInput;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what an honest agent never sends; the records of the protocol promise, and JSON does not keep it. Of texts that
 * merely describe, what no terminal or list should show is left out, and sentences are cut: their agent would not learn
 * to say them otherwise.
 */
final class AgentInput {

    private static final int LONGEST = 300;
    private static final int LONGEST_SECRET = 200;
    private static final int LONGEST_SENTENCE = 4_000;
    private static final int MOST = 256;
    private static final Pattern UUID = Pattern.compile("[0-9A-Fa-f-]{1,64}");
    private static final Pattern MAC = Pattern.compile("[0-9A-Fa-f:.-]{1,64}");

    private AgentInput() {}

    static Enrolment checked(Enrolment enrolment) {
        atMost(LONGEST_SECRET, "joinToken", enrolment.joinToken());
        atMost(LONGEST_SECRET, "formerCredential", enrolment.formerCredential());
        atMost(LONGEST_SECRET, "publicKey", enrolment.publicKey());
        atMost(LONGEST_SECRET, "proof", enrolment.proof());
        return new Enrolment(
                enrolment.protocolVersion(),
                enrolment.joinToken(),
                enrolment.formerCredential(),
                checked(enrolment.facts()),
                enrolment.publicKey(),
                enrolment.proof());
    }

    static Heartbeat checked(Heartbeat heartbeat) {
        var agentVersion = text("agentVersion", heartbeat.agentVersion());
        var bootId = text("bootId", heartbeat.bootId());
        present("environment", heartbeat.environment());
        check(heartbeat.progress());
        return new Heartbeat(
                heartbeat.protocolVersion(),
                agentVersion,
                bootId,
                heartbeat.environment(),
                factsOf(heartbeat),
                heartbeat.factsDigest(),
                heartbeat.inHand(),
                heartbeat.progress(),
                heartbeat.tokenWanted(),
                heartbeat.waitSeconds());
    }

    private static @Nullable HardwareFacts factsOf(Heartbeat heartbeat) {
        atMost(LONGEST_SECRET, "factsDigest", heartbeat.factsDigest());
        return heartbeat.facts() == null && heartbeat.factsDigest() != null ? null : checked(heartbeat.facts());
    }

    private static void check(@Nullable Progress progress) {
        if (progress != null) {
            present("progress.commandId", progress.commandId());
            notNegative("progress.bytesDone", progress.bytesDone());
            notNegative("progress.bytesTotal", progress.bytesTotal());
            notNegative("progress.bytesSent", progress.bytesSent());
        }
    }

    static Report checked(Report report) {
        present("commandId", report.commandId());
        return switch (report) {
            case Report.Succeeded succeeded -> {
                atMost(LONGEST, "manifestDigest", succeeded.manifestDigest());
                check(succeeded.counts());
                yield succeeded;
            }
            case Report.Failed failed -> {
                atMost(LONGEST, "code", failed.code());
                yield new Report.Failed(
                        failed.commandId(),
                        failed.attempt(),
                        failed.code(),
                        sentence("sentence", failed.sentence()),
                        failed.diskChanged());
            }
            case Report.Stopped stopped -> stopped;
        };
    }

    private static void check(Report.@Nullable Counts counts) {
        if (counts != null) {
            notNegative("counts.chunks", counts.chunks());
            notNegative("counts.zeroChunks", counts.zeroChunks());
            notNegative("counts.skippedChunks", counts.skippedChunks());
            notNegative("counts.sentChunks", counts.sentChunks());
            notNegative("counts.sentBytes", counts.sentBytes());
        }
    }

    static LogBatch checked(LogBatch batch) {
        if (batch.entries().size() > LogBatch.MAX_ENTRIES) {
            throw new InvalidInput("entries", "Send %s entries at most.".formatted(LogBatch.MAX_ENTRIES));
        }
        return new LogBatch(batch.entries().stream().map(AgentInput::checked).toList());
    }

    private static LogBatch.Entry checked(LogBatch.Entry entry) {
        present("entries.id", entry.id());
        present("entries.at", entry.at());
        present("entries.severity", entry.severity());
        return new LogBatch.Entry(
                entry.id(), entry.at(), entry.severity(), sentence("entries.message", entry.message()));
    }

    private static HardwareFacts checked(@Nullable HardwareFacts facts) {
        if (facts == null) {
            throw missing("facts");
        }
        present("facts.writeFilter", facts.writeFilter());
        requireFew("facts.disks", facts.disks());
        return new HardwareFacts(
                checked(facts.identity()),
                text("facts.product", facts.product()),
                optional("facts.serialNumber", facts.serialNumber()),
                text("facts.hostName", facts.hostName()),
                facts.disks().stream().map(AgentInput::checked).toList(),
                optional("facts.osName", facts.osName()),
                optional("facts.osVersion", facts.osVersion()),
                facts.writeFilter());
    }

    private static HardwareIdentity checked(@Nullable HardwareIdentity identity) {
        if (identity == null) {
            throw missing("facts.identity");
        }
        if (identity.smbiosUuid() != null) {
            fits(UUID, "facts.identity.smbiosUuid", identity.smbiosUuid());
        }
        requireFew("facts.identity.macAddresses", identity.macAddresses());
        identity.macAddresses().forEach(mac -> fits(MAC, "facts.identity.macAddresses", mac));
        return identity;
    }

    private static DiskFacts checked(DiskFacts disk) {
        notNegative("facts.disks.bytes", disk.bytes());
        notNegative("facts.disks.sectorBytes", disk.sectorBytes());
        return new DiskFacts(
                text("facts.disks.path", disk.path()),
                optional("facts.disks.serial", disk.serial()),
                disk.bytes(),
                disk.sectorBytes(),
                disk.boot(),
                disk.removable());
    }

    private static void requireFew(String field, List<?> list) {
        if (list.size() > MOST) {
            throw new InvalidInput(field, "Name %s at most.".formatted(MOST));
        }
    }

    private static void fits(Pattern pattern, String field, String text) {
        if (!pattern.matcher(text).matches()) {
            throw new InvalidInput(field, "Give hexadecimal digits and what parts them, at most 64 characters.");
        }
    }

    private static void notNegative(String field, long number) {
        if (number < 0) {
            throw new InvalidInput(field, "Give a number that is not negative.");
        }
    }

    private static void atMost(int longest, String field, @Nullable String text) {
        if (text != null && text.length() > longest) {
            throw new InvalidInput(field, "Give %s characters at most.".formatted(longest));
        }
    }

    private static @Nullable String optional(String field, @Nullable String text) {
        atMost(LONGEST, field, text);
        return text == null ? null : Line.plain(text);
    }

    private static String text(String field, @Nullable String text) {
        if (text == null) {
            throw missing(field);
        }
        var plain = Line.plain(text);
        if (plain.isEmpty() || text.length() > LONGEST) {
            throw new InvalidInput(field, "Give 1 to %s characters.".formatted(LONGEST));
        }
        return plain;
    }

    private static String sentence(String field, @Nullable String text) {
        if (text == null) {
            throw missing(field);
        }
        return Line.plain(text.length() <= LONGEST_SENTENCE ? text : text.substring(0, LONGEST_SENTENCE));
    }

    private static void present(String field, @Nullable Object value) {
        if (value == null) {
            throw missing(field);
        }
    }

    private static InvalidInput missing(String field) {
        return new InvalidInput(field, "It is missing: see the agent protocol.");
    }
}
