package imprint.workflows.site;

import static org.assertj.core.api.Assertions.assertThat;

import imprint.workflows.DomainTest;
import imprint.workflows.MovableClock;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Which gateways there are, as far as they have been heard of late. */
@DomainTest
class GatewaysTest {

    private static final Duration NO_PROGRESS = Duration.ofMinutes(3);
    private static final Duration ALMOST_SILENT = Duration.ofSeconds(34);

    @Autowired
    private Gateways gateways;

    @Autowired
    private MovableClock clock;

    private final String site = "site-" + UUID.randomUUID();
    private final String elsewhere = "elsewhere-" + UUID.randomUUID();
    private final Gateway first = gateway("a-" + UUID.randomUUID(), site);
    private final Gateway second = gateway("b-" + UUID.randomUUID(), site);

    @Test
    void aSiteOfWhichNothingWasHeardHasNone() {
        assertThat(gateways.liveAt(site)).isEmpty();
        assertThat(gateways.named(first.name())).isEmpty();
    }

    @Test
    void aSiteHasItsOwnInTheOrderOfTheirNames() {
        gateways.announce(second);
        gateways.announce(first);
        gateways.announce(gateway("c-" + UUID.randomUUID(), elsewhere));
        assertThat(gateways.liveAt(site)).containsExactly(first, second);
    }

    @Test
    void oneThatWasSilentForTooLongIsLiveNoMore() {
        gateways.announce(first);
        clock.pass(ALMOST_SILENT);
        assertThat(gateways.liveAt(site)).containsExactly(first);
        clock.pass(Duration.ofSeconds(1));
        assertThat(gateways.liveAt(site)).isEmpty();
        assertThat(gateways.live()).doesNotContain(first);
    }

    @Test
    void oneThatIsSilentIsStillKnownByItsName() {
        gateways.announce(first);
        clock.pass(Duration.ofDays(1));
        assertThat(gateways.named(first.name())).contains(first);
    }

    @Test
    void oneThatIsHeardAgainIsLiveAgain() {
        gateways.announce(first);
        clock.pass(Duration.ofDays(1));
        gateways.announce(first);
        assertThat(gateways.liveAt(site)).containsExactly(first);
    }

    @Test
    void oneThatHasMovedIsWhereItSaysLast() {
        gateways.announce(first);
        var moved = new Gateway(first.name(), elsewhere, URI.create("https://moved.example:8443/images"));
        gateways.announce(moved);
        assertThat(gateways.liveAt(site)).isEmpty();
        assertThat(gateways.liveAt(elsewhere)).containsExactly(moved);
        assertThat(gateways.named(first.name())).contains(moved);
    }

    @Test
    void workThatBelongsToNoDeviceIsForAnyThatIsLive() {
        gateways.announce(first);
        assertThat(gateways.live()).contains(first);
        assertThat(gateways.anyLive()).isPresent().get().isIn(gateways.live());
        clock.pass(Duration.ofDays(1));
        assertThat(gateways.anyLive()).isEmpty();
    }

    @Test
    void nothingTakesThePlaceOfOneThatIsHeard() {
        gateways.announce(first);
        gateways.announce(second);
        assertThat(gateways.insteadOf(first.name(), clock.instant().minus(NO_PROGRESS)))
                .isEmpty();
        assertThat(gateways.replaceable(clock.instant().minus(NO_PROGRESS))).doesNotContain(first.name());
    }

    @Test
    void thePlaceOfALostOneIsTakenByTheLiveOnesOfItsSite() {
        gateways.announce(first);
        gateways.announce(gateway("silent-" + UUID.randomUUID(), site));
        clock.pass(NO_PROGRESS.plusSeconds(1));
        gateways.announce(second);
        gateways.announce(gateway("c-" + UUID.randomUUID(), elsewhere));
        assertThat(gateways.insteadOf(first.name(), clock.instant().minus(NO_PROGRESS)))
                .containsExactly(second);
        assertThat(gateways.replaceable(clock.instant().minus(NO_PROGRESS)))
                .contains(first.name())
                .doesNotContain(second.name());
    }

    @Test
    void aLostOneWaitsWhileOnlyOtherSitesHaveALiveOne() {
        gateways.announce(first);
        clock.pass(NO_PROGRESS.plusSeconds(1));
        gateways.announce(gateway("c-" + UUID.randomUUID(), elsewhere));
        assertThat(gateways.insteadOf(first.name(), clock.instant().minus(NO_PROGRESS)))
                .isEmpty();
        assertThat(gateways.replaceable(clock.instant().minus(NO_PROGRESS))).doesNotContain(first.name());
    }

    @Test
    void oneThatWasSilentForExactlyAsLongAsItMayIsNotLostYet() {
        gateways.announce(first);
        clock.pass(NO_PROGRESS);
        gateways.announce(second);
        assertThat(gateways.insteadOf(first.name(), clock.instant().minus(NO_PROGRESS)))
                .isEmpty();
        assertThat(gateways.replaceable(clock.instant().minus(NO_PROGRESS))).doesNotContain(first.name());
    }

    @Test
    void nothingTakesThePlaceOfOneThatNobodyKnows() {
        gateways.announce(second);
        assertThat(gateways.insteadOf(first.name(), clock.instant())).isEmpty();
    }

    private static Gateway gateway(String name, String site) {
        return new Gateway(name, site, URI.create("http://127.0.0.1:1"));
    }
}
