package imprint.workflows.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import imprint.workflows.DomainTest;
import imprint.workflows.Fleet;
import imprint.workflows.MovableClock;
import imprint.workflows.audit.AuditEntry;
import imprint.workflows.audit.AuditFilter;
import imprint.workflows.audit.AuditTrail;
import imprint.workflows.failure.InvalidInput;
import imprint.workflows.failure.NotFound;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How many devices a join token lets in, and until when. */
@DomainTest
class JoinTokensTest {

    private static final Duration LONGEST = Duration.ofDays(90);

    @Autowired
    private JoinTokens tokens;

    @Autowired
    private AuditTrail audit;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private MovableClock clock;

    private final String site = "site-" + UUID.randomUUID();

    @Test
    void letsInAsManyAsItSaysAndNoMore() {
        var secret = create(2).secret();
        assertThat(tokens.spend(secret)).isTrue();
        assertThat(tokens.find(secret)).get().extracting(JoinToken::usesLeft).isEqualTo(1);
        assertThat(tokens.spend(secret)).isTrue();
        assertThat(tokens.spend(secret)).isFalse();
        assertThat(tokens.isInForce(secret)).isFalse();
    }

    @Test
    void theLastUseIsOneDevicesThoughManyComeAtOnce() throws InterruptedException {
        var secret = create(3).secret();
        try (var agents = Executors.newFixedThreadPool(4)) {
            assertThat(agents.invokeAll(Collections.nCopies(12, (Callable<Boolean>) () -> tokens.spend(secret))))
                    .extracting(Future::resultNow)
                    .filteredOn(granted -> granted)
                    .hasSize(3);
        }
        assertThat(tokens.list())
                .filteredOn(token -> token.site().equals(site))
                .allSatisfy(token -> assertThat(token.usesLeft()).isZero());
    }

    @Test
    void endsWithItsTime() {
        var secret = tokens.create("hall", site, 1, LONGEST, Fleet.ALICE).secret();
        clock.pass(LONGEST.minusSeconds(1));
        assertThat(tokens.isInForce(secret)).isTrue();
        clock.pass(Duration.ofSeconds(1));
        assertThat(tokens.isInForce(secret)).isFalse();
        assertThat(tokens.spend(secret)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "P90DT1S"})
    void isValidForSomeTimeButNotForEver(Duration validFor) {
        assertThatThrownBy(() -> tokens.create("hall", site, 1, validFor, Fleet.ALICE))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refused -> assertThat(refused.field()).isEqualTo("validFor"))
                .hasMessage("A join token is valid for some time, at most 90 days.");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void letsInOneDeviceAtLeast(int uses) {
        assertThatThrownBy(() -> create(uses))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refused -> assertThat(refused.field()).isEqualTo("uses"))
                .hasMessage("Say how many devices may enrol: at least one.");
        assertThat(tokens.list()).extracting(JoinToken::site).doesNotContain(site);
    }

    @Test
    void isOverAtOnceWhenItIsRevoked() {
        var created = create(5);
        tokens.revoke(created.token().id(), Fleet.ALICE);
        assertThat(tokens.isInForce(created.secret())).isFalse();
        assertThat(tokens.spend(created.secret())).isFalse();
        assertThat(tokens.list())
                .filteredOn(token -> token.id().equals(created.token().id()))
                .singleElement()
                .satisfies(token -> assertThat(token.revokedAt()).isEqualTo(clock.instant()))
                .satisfies(token -> assertThat(token.usesLeft()).isEqualTo(5));
    }

    @Test
    void isRevokedOnce() {
        var id = create(1).token().id();
        tokens.revoke(id, Fleet.ALICE);
        assertThatThrownBy(() -> tokens.revoke(id, Fleet.ALICE))
                .isInstanceOf(NotFound.class)
                .hasMessageContaining(id.toString());
        assertThat(entriesOf(id))
                .extracting(AuditEntry::act)
                .containsExactly("join token revoked", "join token created");
    }

    @Test
    void noneIsRevokedThatIsNotThere() {
        var id = UUID.randomUUID();
        assertThatThrownBy(() -> tokens.revoke(id, Fleet.ALICE)).isInstanceOf(NotFound.class);
        assertThat(entriesOf(id)).isEmpty();
    }

    @Test
    void theSecretIsToldOnceAndKeptNowhere() {
        var created = create(1);
        assertThat(created.toString()).doesNotContain(created.secret());
        assertThat(jdbc.sql("select join_token::text from join_token where id = ?")
                        .param(created.token().id())
                        .query(String.class)
                        .single())
                .doesNotContain(created.secret());
        assertThat(entriesOf(created.token().id()))
                .singleElement()
                .satisfies(entry -> assertThat(entry.actor()).isEqualTo(Fleet.ALICE.name()))
                .satisfies(entry -> assertThat(entry.details())
                        .contains(site, "\"uses\":\"1\"")
                        .doesNotContain(created.secret()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "%", "' or true --", "\u0000"})
    void aSecretThatIsNoneLetsNobodyIn(String secret) {
        create(1);
        assertThat(tokens.isInForce(secret)).isFalse();
        assertThat(tokens.spend(secret)).isFalse();
    }

    @Test
    void theNewestIsListedFirst() {
        var older = create(1).token();
        clock.pass(Duration.ofSeconds(1));
        var newer = create(1).token();
        assertThat(tokens.list()).filteredOn(token -> token.site().equals(site)).containsExactly(newer, older);
    }

    private JoinTokens.Created create(int uses) {
        return tokens.create("hall", site, uses, Duration.ofHours(1), Fleet.ALICE);
    }

    private List<AuditEntry> entriesOf(UUID id) {
        return audit.list(new AuditFilter(id.toString(), null, null), null, 10);
    }
}
