package imprint.app.audit;

import imprint.app.keys.KeptKeys;
import imprint.workflows.audit.AuditEntry;
import imprint.workflows.audit.Verification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** An export against the keys, and against all checkpoints that there are. */
final class ExportVerification {

    private final JsonMapper json = JsonMapper.shared();
    private final KeptKeys keys;

    ExportVerification(KeptKeys keys) {
        this.keys = keys;
    }

    /** @param sentence for a person */
    record Result(boolean holds, String sentence) {}

    /** @param from number of the first entry that there is to be: above 1 where the months before were dropped */
    Result verify(Path export, @Nullable Path more, long from) {
        var checkpoints = new TreeMap<Long, String>();
        var given = new ArrayList<>(checkpointsIn(export));
        if (more != null) {
            given.addAll(new CheckpointFile(more).all(json));
        }
        var unsigned = take(given, checkpoints);
        if (unsigned.isPresent()) {
            return new Result(false, unsigned.get());
        }
        var verification = new Verification(keys.auditKeys());
        return faultIn(export, verification, checkpoints)
                .or(() -> missedAtTheBeginning(verification, from))
                .map(fault -> new Result(false, fault))
                .orElseGet(() -> new Result(
                        true,
                        verification.last() == 0
                                ? "There are no entries, and no checkpoint of any."
                                : "Entries %s to %s are as they were written. Checkpoints: %s."
                                        .formatted(verification.first(), verification.last(), given.size())));
    }

    /** Takes those that are signed, and says which one is not, or contradicts another. */
    private Optional<String> take(List<Checkpoint> given, NavigableMap<Long, String> checkpoints) {
        if (given.isEmpty()) {
            return Optional.empty();
        }
        var key = keys.checkpointKey();
        for (var checkpoint : given) {
            if (!checkpoint.isSignedBy(key)) {
                return Optional.of("The checkpoint of entry %s was changed, or signed by another installation."
                        .formatted(checkpoint.number()));
            }
            var other = checkpoints.putIfAbsent(checkpoint.number(), checkpoint.hash());
            if (other != null && !other.equals(checkpoint.hash())) {
                return Optional.of("Entry %s, or one before, was changed: two checkpoints of it differ."
                        .formatted(checkpoint.number()));
            }
        }
        return Optional.empty();
    }

    private Optional<String> faultIn(Path export, Verification verification, NavigableMap<Long, String> checkpoints) {
        try (var lines = lines(export)) {
            var entries = lines.map(ExportLine::entry)
                    .<AuditEntry>mapMulti((entry, into) -> {
                        if (entry != null) {
                            into.accept(entry);
                        }
                    })
                    .iterator();
            while (entries.hasNext()) {
                var entry = entries.next();
                var fault = verification.next(entry).or(() -> contradiction(entry, checkpoints));
                if (fault.isPresent()) {
                    return fault;
                }
            }
        }
        return missedAtTheEnd(verification, checkpoints);
    }

    private static Optional<String> contradiction(AuditEntry entry, NavigableMap<Long, String> checkpoints) {
        var hash = checkpoints.get(entry.number());
        return hash == null || hash.equals(entry.hash())
                ? Optional.empty()
                : Optional.of("Entry %s, or one before, was changed: its checkpoint has another hash."
                        .formatted(entry.number()));
    }

    private static Optional<String> missedAtTheBeginning(Verification verification, long from) {
        if (from > 1 && verification.last() < from) {
            return Optional.of("Entry %s is not there.".formatted(from));
        }
        return verification.first() <= from
                ? Optional.empty()
                : Optional.of(
                        "Entry %s was left out, and all up to %s. If the months of these were dropped, say --from %s."
                                .formatted(from, verification.first() - 1, verification.first()));
    }

    private static Optional<String> missedAtTheEnd(Verification verification, NavigableMap<Long, String> checkpoints) {
        return checkpoints.isEmpty() || checkpoints.lastKey() <= verification.last()
                ? Optional.empty()
                : Optional.of("Entry %s was left out, and all up to %s."
                        .formatted(verification.last() + 1, checkpoints.lastKey()));
    }

    private List<Checkpoint> checkpointsIn(Path export) {
        try (var lines = lines(export)) {
            return lines.map(ExportLine::checkpoint)
                    .<Checkpoint>mapMulti((checkpoint, into) -> {
                        if (checkpoint != null) {
                            into.accept(checkpoint);
                        }
                    })
                    .toList();
        }
    }

    private Stream<ExportLine> lines(Path export) {
        try {
            return Files.lines(export).filter(line -> !line.isBlank()).map(line -> line(export, line));
        } catch (IOException | UncheckedIOException e) {
            throw new IllegalStateException(
                    "%s cannot be read (%s).".formatted(export, e.getClass().getSimpleName()), e);
        }
    }

    private ExportLine line(Path export, String line) {
        try {
            return json.readValue(line, ExportLine.class);
        } catch (JacksonException e) {
            throw new IllegalStateException(
                    "%s is no whole export of an audit trail: ask for it again at GET /api/v1/audit/export."
                            .formatted(export),
                    e);
        }
    }
}
