package imprint.workflows.audit;

import static org.assertj.core.api.Assertions.assertThat;

import imprint.workflows.MovableClock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RepeatedRefusalsTest {

    private static final Actor GUESSER = new Actor("guesser", "password", "192.0.2.1");

    private final MovableClock clock = new MovableClock();
    private final RepeatedRefusals refusals = new RepeatedRefusals(clock);

    @Test
    void areEntriesOfTheirOwnFiveTimesAnHour() {
        for (int hour = 1; hour <= 2; hour++) {
            for (int time = 1; time <= 7; time++) {
                assertThat(refusals.isOneByOne(refused(GUESSER, "of hour " + hour)))
                        .isEqualTo(time <= RepeatedRefusals.ONE_BY_ONE);
            }
            clock.pass(Duration.ofHours(1));
        }
    }

    @Test
    void areOneEntryAfterThatWhichSaysHowMany() {
        for (int time = 1; time <= 200; time++) {
            refusals.isOneByOne(refused(GUESSER, "number " + time));
        }
        assertThat(refusals.ofHoursThatAreOver()).isEmpty();
        clock.pass(Duration.ofHours(1));
        assertThat(refusals.ofHoursThatAreOver()).singleElement().satisfies(act -> {
            assertThat(act.actor()).isEqualTo(GUESSER);
            assertThat(act.subjectId()).isEqualTo("number 200");
            assertThat(act.details()).containsEntry("times", "195");
        });
        assertThat(refusals.all()).isEmpty();
    }

    @Test
    void areNotedAlsoAtTheEnd() {
        for (int time = 1; time <= 6; time++) {
            refusals.isOneByOne(refused(GUESSER, "1"));
        }
        assertThat(refusals.all())
                .singleElement()
                .extracting(Act::details)
                .isEqualTo(Map.of("times", "1", "since", clock.instant().toString()));
    }

    @Test
    void areCountedForEachActorAndAddressByItself() {
        for (int time = 1; time <= 6; time++) {
            refusals.isOneByOne(refused(GUESSER, "1"));
        }
        assertThat(refusals.isOneByOne(refused(new Actor("another", "password", "192.0.2.1"), "1")))
                .isTrue();
        assertThat(refusals.isOneByOne(refused(new Actor("guesser", "password", "192.0.2.2"), "1")))
                .isTrue();
    }

    @Test
    void ofVeryManyActorsAreCountedTogether() {
        var oneByOne = 0;
        for (int actor = 1; actor <= 10_000; actor++) {
            if (refusals.isOneByOne(refused(new Actor("actor " + actor, "password", "192.0.2.1"), "1"))) {
                oneByOne++;
            }
        }
        assertThat(oneByOne).isEqualTo(RepeatedRefusals.APART + RepeatedRefusals.ONE_BY_ONE);
        assertThat(refusals.all()).singleElement().satisfies(act -> {
            assertThat(act.actor().name()).isEqualTo("others");
            assertThat(act.details())
                    .containsEntry(
                            "times", Integer.toString(10_000 - RepeatedRefusals.APART - RepeatedRefusals.ONE_BY_ONE));
        });
    }

    @Test
    void ofOneWhoComesFromVeryManyAddressesAreCountedTogether() {
        var oneByOne = 0;
        for (int address = 1; address <= 10_000; address++) {
            if (refusals.isOneByOne(refused(new Actor("guesser", "password", "127.0.0." + address), "1"))) {
                oneByOne++;
            }
        }
        var entries = RepeatedRefusals.OF_ONE_ACTOR + RepeatedRefusals.ONE_BY_ONE;
        assertThat(oneByOne).isEqualTo(entries);
        assertThat(refusals.all()).singleElement().satisfies(act -> {
            assertThat(act.actor()).isEqualTo(new Actor("guesser", "password", "many"));
            assertThat(act.details()).containsEntry("times", Integer.toString(10_000 - entries));
        });
        assertThat(refusals.isOneByOne(refused(new Actor("another", "password", "127.0.0.1"), "1")))
                .isTrue();
    }

    private static Act refused(Actor actor, String subject) {
        return Act.refused(actor, "log-in failed", "person", subject, "The password was not the right one.");
    }
}
