package imprint.app.agent;

import imprint.imaging.protocol.Enrolment;
import imprint.imaging.protocol.HardwareFacts;
import imprint.imaging.protocol.Heartbeat;
import imprint.imaging.protocol.LogBatch;
import imprint.imaging.protocol.Report;
import imprint.workflows.failure.InvalidInput;
import org.jspecify.annotations.Nullable;

/** Refuses what an honest agent never sends; the records of the protocol promise, and JSON does not keep it. */
final class AgentInput {

    private static final int LONGEST = 1_000;
    private static final int MOST = 256;

    private AgentInput() {}

    static void check(Enrolment enrolment) {
        check(enrolment.facts());
    }

    static void check(Heartbeat heartbeat) {
        text("agentVersion", heartbeat.agentVersion());
        text("bootId", heartbeat.bootId());
        present("environment", heartbeat.environment());
        check(heartbeat.facts());
    }

    static void check(Report report) {
        present("commandId", report.commandId());
        if (report instanceof Report.Failed failed) {
            present("sentence", failed.sentence());
        }
    }

    static void check(LogBatch batch) {
        if (batch.entries().size() > LogBatch.MAX_ENTRIES) {
            throw new InvalidInput("entries", "Send %d entries at most.".formatted(LogBatch.MAX_ENTRIES));
        }
        batch.entries().forEach(entry -> {
            present("entries.id", entry.id());
            present("entries.at", entry.at());
            present("entries.severity", entry.severity());
            present("entries.message", entry.message());
        });
    }

    private static void check(@Nullable HardwareFacts facts) {
        if (facts == null) {
            throw missing("facts");
        }
        present("facts.identity", facts.identity());
        text("facts.product", facts.product());
        text("facts.hostName", facts.hostName());
        present("facts.writeFilter", facts.writeFilter());
        few("facts.disks", facts.disks().size());
        facts.disks().forEach(disk -> text("facts.disks.path", disk.path()));
        few("facts.identity.macAddresses", facts.identity().macAddresses().size());
    }

    private static void few(String field, int count) {
        if (count > MOST) {
            throw new InvalidInput(field, "Name %d at most.".formatted(MOST));
        }
    }

    private static void text(String field, @Nullable String text) {
        present(field, text);
        if (text != null && (text.isBlank() || text.length() > LONGEST)) {
            throw new InvalidInput(field, "Give 1 to %d characters.".formatted(LONGEST));
        }
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
