package imprint.workers.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import imprint.imaging.chunk.Digest;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    private static final Entry DISK = new Entry.Disk(5_000_000_000L);
    private static final Entry FRAME = new Entry.Frame(7, 1L << 33, 4711, Digest.ofContent(new byte[] {7}));
    private static final Entry ZEROS = new Entry.Zeros(8, 1_000_000);
    private static final List<Entry> ENTRIES = List.of(DISK, FRAME, ZEROS);
    private static final Entry LATER = new Entry.Zeros(3, 1);

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = directory.resolve("journal");
        append(ENTRIES);
    }

    @Test
    void tellsWhatItWasToldInItsOrder() throws IOException {
        assertThat(replayed()).isEqualTo(ENTRIES);
    }

    @Test
    void forgetsNoWholeEntryWhereverItIsCut() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (int length = whole.length; length >= 0; length--) {
            cutTo(length);
            assertThat(replayed()).as("cut to %s bytes", length).isEqualTo(wholeOnesWithin(length));
        }
    }

    @Test
    void goesOnWhereItWasCut() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, whole);
            cutTo(length);
            append(List.of(LATER));
            List<Entry> expected = new ArrayList<>(wholeOnesWithin(length));
            expected.add(LATER);
            assertThat(replayed()).as("cut to %s bytes", length).isEqualTo(expected);
        }
    }

    @Test
    void believesNoEntryOfWhichAnyByteIsWrong() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (int at = EntryFormat.BYTES; at < 2 * EntryFormat.BYTES; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x40;
            Files.write(file, damaged);
            assertThat(replayed()).as("byte %s", at).containsExactly(DISK);
        }
    }

    /** File systems may lengthen a file before they write what is in it. */
    @Test
    void takesZerosForNoEntry() throws IOException {
        Files.write(file, new byte[10 * EntryFormat.BYTES], StandardOpenOption.APPEND);
        assertThat(replayed()).isEqualTo(ENTRIES);
        assertThat(file).hasSize(3 * EntryFormat.BYTES);
    }

    @Test
    void readsMoreEntriesThanItHoldsInMemoryAtOnce() throws IOException {
        List<Entry> many = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            many.add(new Entry.Zeros(i, 1));
        }
        append(many);
        assertThat(replayed()).hasSize(10_003).endsWith(many.getLast());
    }

    @Test
    void noticesAnEntryThatWasDamagedSinceItWasReplayed() throws IOException {
        try (Journal journal = Journal.open(file)) {
            journal.replay((_, _) -> {});
            assertThat(journal.frame(1)).isEqualTo(FRAME);
            byte[] damaged = Files.readAllBytes(file);
            damaged[EntryFormat.BYTES + 20] ^= 1;
            Files.write(file, damaged);
            assertThatIOException().isThrownBy(() -> journal.frame(1)).withMessageContaining("damaged");
        }
    }

    @Test
    void givesNoFrameWhereThereIsAnotherEntry() throws IOException {
        try (Journal journal = Journal.open(file)) {
            journal.replay((_, _) -> {});
            assertThatIOException().isThrownBy(() -> journal.frame(2));
            assertThatIOException().isThrownBy(() -> journal.frame(3));
        }
    }

    @Test
    void knowsNoDiskWhereAnotherEntryIsTheFirst() throws IOException {
        cutTo(0);
        append(List.of(ZEROS));
        try (Journal journal = Journal.open(file)) {
            assertThat(journal.disk()).isEmpty();
        }
    }

    private static List<Entry> wholeOnesWithin(int bytes) {
        return ENTRIES.subList(0, bytes / EntryFormat.BYTES);
    }

    private void append(List<Entry> entries) throws IOException {
        try (Journal journal = Journal.open(file)) {
            journal.replay((_, _) -> {});
            journal.append(entries);
        }
    }

    private List<Entry> replayed() throws IOException {
        List<Entry> told = new ArrayList<>();
        try (Journal journal = Journal.open(file)) {
            journal.replay((number, entry) -> {
                assertThat(number).isEqualTo(told.size());
                told.add(entry);
            });
        }
        return told;
    }

    private void cutTo(int length) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(length);
        }
    }
}
