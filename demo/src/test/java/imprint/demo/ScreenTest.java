package imprint.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ScreenTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final AtomicLong nanos = new AtomicLong();

    @Test
    void drawsTheLinesOfTheMomentAnewOnATerminal() {
        var screen = screen(true);
        screen.show(List.of("one", "two"));
        out.reset();

        screen.show(List.of("three", "four"));

        assertThat(out.toString()).startsWith("\u001b[2A\u001b[J").contains("three\nfour\n");
    }

    @Test
    void saysLinesThatStayInPlaceOfThoseOfTheMoment() {
        var screen = screen(true);
        screen.show(List.of("one"));
        out.reset();

        screen.say("done");

        assertThat(out).hasToString("\u001b[1A\u001b[Jdone" + System.lineSeparator());
    }

    @Test
    void printsTheLinesOfTheMomentEveryFewSecondsElsewhere() {
        var screen = screen(false);

        for (int second = 1; second <= 7; second++) {
            nanos.set(TimeUnit.SECONDS.toNanos(second));
            screen.show(List.of("at " + second));
        }

        assertThat(out.toString().lines()).containsExactly("at 3", "at 6");
    }

    private Screen screen(boolean terminal) {
        return new Screen(new PrintStream(out), terminal, nanos::get);
    }
}
