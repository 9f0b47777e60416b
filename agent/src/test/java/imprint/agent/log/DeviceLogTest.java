package imprint.agent.log;

import static org.assertj.core.api.Assertions.assertThat;

import imprint.agent.state.StateDirectory;
import imprint.imaging.protocol.LogBatch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class DeviceLogTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-01-01T12:00:00Z"), ZoneOffset.UTC);

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final Terminal terminal = new Terminal(new PrintStream(screen, true, StandardCharsets.UTF_8), true);

    @TempDir
    private Path directory;

    private StateDirectory state;
    private DeviceLog log;

    @BeforeEach
    void open() throws IOException {
        state = StateDirectory.open(directory, JsonMapper.builder().build());
        log = newLog();
    }

    @AfterEach
    void close() throws IOException {
        state.close();
    }

    private DeviceLog newLog() {
        return new DeviceLog(state.file("log", LogBatch.class), NOON, terminal);
    }

    @Test
    void keepsWhatWasNotSentOverARestart() throws InterruptedException {
        log.info("one");
        log.warn("two");

        assertThat(newLog().awaitUnsent().entries())
                .extracting(LogBatch.Entry::message)
                .containsExactly("one", "two");
    }

    @Test
    void forgetsWhatWasSent() throws InterruptedException {
        log.info("one");
        log.forget(log.awaitUnsent());
        log.info("two");

        assertThat(newLog().awaitUnsent().entries())
                .extracting(LogBatch.Entry::message)
                .containsExactly("two");
    }

    @Test
    void offersNoMoreThanAServerTakesAtOnce() throws InterruptedException {
        keepOfAFormerRun(LogBatch.MAX_ENTRIES + 1);

        assertThat(newLog().awaitUnsent().entries()).hasSize(LogBatch.MAX_ENTRIES);
    }

    @Test
    void keepsTheLatestOfALongTimeAlone() {
        keepOfAFormerRun(DeviceLog.MOST_KEPT);

        newLog().info("latest");

        var kept = state.file("log", LogBatch.class).read().orElseThrow().entries();
        assertThat(kept).hasSize(DeviceLog.MOST_KEPT);
        assertThat(kept.getFirst().message()).isEqualTo("line 1");
        assertThat(kept.getLast().message()).isEqualTo("latest");
    }

    private void keepOfAFormerRun(int lines) {
        var entries = IntStream.range(0, lines)
                .mapToObj(line ->
                        new LogBatch.Entry(UUID.randomUUID(), NOON.instant(), LogBatch.Severity.INFO, "line " + line))
                .toList();
        state.file("log", LogBatch.class).write(new LogBatch(entries));
    }

    @Test
    void printsAboveTheStatusLine() {
        terminal.status("50 %");
        log.error("broken");

        assertThat(screen.toString(StandardCharsets.UTF_8)).endsWith("ERROR   broken\n50 %");
    }
}
