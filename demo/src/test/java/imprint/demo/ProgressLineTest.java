package imprint.demo;

import static org.assertj.core.api.Assertions.assertThat;

import imprint.demo.ShownOperation.Progress;
import imprint.demo.ShownOperation.Step;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final long MIB = 1 << 20;

    @Test
    void showsBytesRateAndTimeLeft() {
        var half = new Progress(128 * MIB, 256 * MIB, 64 * MIB, 2L, START.plusSeconds(2));

        assertThat(line(half))
                .contains("clone of kiosk-1", "Transfer image")
                .endsWith("[============>           ]  50 %  128.0 MiB of 256.0 MiB  64.0 MiB/s  2 s left");
    }

    @Test
    void fillsTheBarAtTheEnd() {
        var whole = new Progress(256 * MIB, 256 * MIB, 64 * MIB, 0L, START.plusSeconds(4));

        assertThat(line(whole)).contains("[========================] 100 %");
    }

    @Test
    void showsNoBarForBytesOfAnEarlierStep() {
        var earlier = new Progress(256 * MIB, 256 * MIB, 64 * MIB, 0L, START.minusSeconds(1));

        assertThat(line(earlier)).endsWith("Transfer image");
    }

    private static String line(@Nullable Progress progress) {
        var step = new Step("Transfer image", "ACTIVATED", START, null, null);
        var operation = new ShownOperation(
                UUID.randomUUID(), "RUNNING", null, null, null, null, START, null, 0, progress, List.of(step));
        return new ProgressLine("clone of kiosk-1", operation).toString();
    }
}
