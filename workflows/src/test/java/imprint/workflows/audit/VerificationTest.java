package imprint.workflows.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VerificationTest {

    private static final int LENGTH = 40;
    private static final int MANIPULATIONS = 2_000;

    private static final AuditKey KEY = AuditKey.of(new byte[AuditKey.BYTES]);
    private static final AuditKey ANOTHER = AuditKey.of(HexFormat.of().parseHex("01".repeat(AuditKey.BYTES)));

    private final List<AuditEntry> entries = entries();

    @Test
    void findsNothingWrongWithWhatWasWritten() {
        assertThat(verified(entries)).isEmpty();
    }

    @Test
    void beginsWhereTheMonthsBeforeWereDropped() {
        assertThat(verified(entries.subList(10, LENGTH))).isEmpty();
    }

    @Test
    void namesTheFirstEntryThatDiffers() {
        // why a fixed seed: who sees it fail can see it again.
        var random = new Random(17);
        for (int i = 0; i < MANIPULATIONS; i++) {
            var changed = new ArrayList<>(entries);
            // why not the ends: a trail that is cut there is one that holds, and a checkpoint tells.
            var place = 1 + random.nextInt(LENGTH - 3);
            var expected = switch (random.nextInt(5)) {
                case 0 -> {
                    changed.set(place, withOneFieldChanged(entries.get(place), random));
                    yield "Entry %d was changed".formatted(place + 1);
                }
                case 1 -> {
                    changed.remove(place);
                    yield "Entry %d was left out".formatted(place + 1);
                }
                case 2 -> {
                    changed.add(place + 1, entries.get(random.nextInt(place + 1)));
                    yield "Entry %d was put in after entry %d"
                            .formatted(changed.get(place + 1).number(), place + 1);
                }
                case 3 -> {
                    Collections.swap(changed, place, place + 1 + random.nextInt(LENGTH - place - 1));
                    yield "Entry %d was left out".formatted(place + 1);
                }
                default -> {
                    rewriteFrom(changed, place);
                    yield "Entry %d was made with the key".formatted(place + 1);
                }
            };
            assertThat(verified(changed)).get().asString().startsWith(expected);
        }
    }

    @Test
    void doesNotTakeNoReasonForAnEmptyOne() {
        var changed = new ArrayList<>(entries);
        changed.set(
                4,
                with(
                        entries.get(4),
                        "subject",
                        "",
                        entries.get(4).keyId(),
                        entries.get(4).hash()));
        assertThat(entries.get(4).reason()).isNull();
        assertThat(verified(changed)).get().asString().startsWith("Entry 5 was changed");
    }

    @Test
    void doesNotTakeAnEntryWithoutAKeyAfterOneWithOne() {
        var changed = new ArrayList<>(entries);
        var open = with(entries.get(4), "another", null, null, "");
        var hash = AuditChain.hashWithoutKey(HexFormat.of().parseHex(open.previousHash()), open);
        changed.set(4, with(open, "another", null, null, HexFormat.of().formatHex(hash)));
        assertThat(verified(changed)).contains("Entry 5 was changed: it was made without a key.");
    }

    private static Optional<String> verified(List<AuditEntry> entries) {
        var verification = new Verification(() -> List.of(KEY));
        return entries.stream()
                .flatMap(entry -> verification.next(entry).stream())
                .findFirst();
    }

    private static List<AuditEntry> entries() {
        var entries = new ArrayList<AuditEntry>();
        var previous = AuditChain.START;
        for (int number = 1; number <= LENGTH; number++) {
            var entry = entry(number, previous);
            previous = AuditChain.hash(KEY, previous, entry);
            entries.add(with(entry, "subject", null, KEY.id(), HexFormat.of().formatHex(previous)));
        }
        return entries;
    }

    /** As somebody would do it who has everything but the key. */
    private static void rewriteFrom(List<AuditEntry> entries, int place) {
        var previous = HexFormat.of().parseHex(entries.get(place).previousHash());
        for (int i = place; i < entries.size(); i++) {
            var entry = with(entry(i + 1, previous), "another", null, ANOTHER.id(), "");
            previous = AuditChain.hash(ANOTHER, previous, entry);
            entries.set(
                    i, with(entry, "another", null, ANOTHER.id(), HexFormat.of().formatHex(previous)));
        }
    }

    private static AuditEntry withOneFieldChanged(AuditEntry entry, Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> with(entry, "another", entry.reason(), entry.keyId(), entry.hash());
            case 1 -> with(entry, "subject", "a reason", entry.keyId(), entry.hash());
            case 2 -> with(entry, "subject", "", entry.keyId(), entry.hash());
            default -> with(entry, "subject", entry.reason(), entry.keyId(), "00".repeat(32));
        };
    }

    private static AuditEntry entry(long number, byte[] previous) {
        return new AuditEntry(
                number,
                Instant.parse("2026-01-01T00:00:00.123456Z"),
                "imprint",
                "none",
                "localhost",
                "tested",
                "test",
                "subject",
                null,
                "done",
                "{}",
                KEY.id(),
                HexFormat.of().formatHex(previous),
                "");
    }

    private static AuditEntry with(
            AuditEntry entry, String subject, @Nullable String reason, @Nullable String keyId, String hash) {
        return new AuditEntry(
                entry.number(),
                entry.at(),
                entry.actor(),
                entry.authentication(),
                entry.address(),
                entry.act(),
                entry.subjectKind(),
                subject,
                reason,
                entry.outcome(),
                entry.details(),
                keyId,
                entry.previousHash(),
                hash);
    }
}
