package imprint.workflows.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import imprint.workflows.DomainTest;
import imprint.workflows.MovableClock;
import imprint.workflows.audit.Actor;
import imprint.workflows.audit.AuditEntry;
import imprint.workflows.audit.AuditFilter;
import imprint.workflows.audit.AuditTrail;
import imprint.workflows.failure.Conflict;
import imprint.workflows.failure.InvalidInput;
import imprint.workflows.failure.NotFound;
import imprint.workflows.person.AccessTokens.Bearer;
import imprint.workflows.person.AccessTokens.Created;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What programs may do in the name of people, and until when. */
@DomainTest
class AccessTokensTest {

    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final int MOST = 50;

    @Autowired
    private AccessTokens tokens;

    @Autowired
    private People people;

    @Autowired
    private AuditTrail audit;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private MovableClock clock;

    private Actor operator;

    @BeforeEach
    void anOperator() {
        operator = somebody(Role.OPERATOR);
    }

    @Test
    void aTokenActsForItsPersonWithAllThatThePersonMay() {
        var created = create(null);
        assertThat(tokens.bearerOf(created.secret()))
                .contains(new Bearer(created.token().id(), operator.name(), Role.OPERATOR));
        assertThat(tokens.isValid(created.token().id())).isTrue();
        assertThat(created.token().expiresAt()).isEqualTo(clock.instant().plus(AN_HOUR));
    }

    @Test
    void aTokenMayDoLessThanItsPerson() {
        var secret = create(Role.AUDITOR).secret();
        assertThat(tokens.bearerOf(secret)).get().extracting(Bearer::role).isEqualTo(Role.AUDITOR);
    }

    @Test
    void aTokenMayDoNoMoreThanItsPerson() {
        assertThatThrownBy(() -> create(Role.ADMINISTRATOR))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refused -> assertThat(refused.field()).isEqualTo("role"))
                .hasMessage("A token may do no more than you: ask for OPERATOR or less.");
        assertThat(tokens.list(operator.name())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ADMINISTRATOR, OPERATOR", "OPERATOR, OPERATOR", "AUDITOR, AUDITOR"})
    void whoMayDoLessThanBeforeLendsItsTokensNoMore(Role persons, Role tokens) {
        var secret = create(null).secret();
        jdbc.sql("update person set role = ? where name = ?")
                .params(persons.name(), operator.name())
                .update();
        assertThat(this.tokens.bearerOf(secret)).get().extracting(Bearer::role).isEqualTo(tokens);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "P365DT1S"})
    void aTokenIsValidForSomeTimeButNotForEver(Duration validFor) {
        assertThatThrownBy(() -> tokens.create("backup", null, validFor, operator))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refused -> assertThat(refused.field()).isEqualTo("validFor"))
                .hasMessageContaining("at most 365 days");
    }

    @Test
    void aTokenEndsWithItsTime() {
        var created = tokens.create("backup", null, Duration.ofDays(365), operator);
        clock.pass(Duration.ofDays(365).minusSeconds(1));
        assertThat(tokens.bearerOf(created.secret())).isPresent();
        clock.pass(Duration.ofSeconds(1));
        assertThat(tokens.bearerOf(created.secret())).isEmpty();
        assertThat(tokens.isValid(created.token().id())).isFalse();
        assertThat(tokens.list(operator.name())).containsExactly(created.token());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "' or true --", "\u0000"})
    void aSecretThatIsNoneIsNobodys(String secret) {
        create(null);
        assertThat(tokens.bearerOf(secret)).isEmpty();
    }

    @Test
    void aSecretWithALetterMoreIsNobodys() {
        assertThat(tokens.bearerOf(create(null).secret() + "x")).isEmpty();
    }

    @Test
    void theSecretIsToldOnceAndKeptNowhere() {
        var created = create(null);
        assertThat(created.toString()).contains(created.token().id().toString()).doesNotContain(created.secret());
        assertThat(jdbc.sql("select access_token::text from access_token where id = ?")
                        .param(created.token().id())
                        .query(String.class)
                        .single())
                .doesNotContain(created.secret());
        assertThat(entriesOf(created.token().id()))
                .extracting(AuditEntry::details)
                .singleElement()
                .asString()
                .contains("OPERATOR", created.token().expiresAt().toString())
                .doesNotContain(created.secret());
    }

    @Test
    void somebodyWhoIsNotThereGetsNone() {
        var nobody = new Actor("gone " + UUID.randomUUID(), "password", "127.0.0.1");
        assertThatThrownBy(() -> tokens.create("backup", null, AN_HOUR, nobody)).isInstanceOf(NotFound.class);
    }

    @Test
    void aTokenThatWasRevokedIsOverAtOnce() {
        var created = create(null);
        var other = create(null);
        tokens.revoke(created.token().id(), operator);
        assertThat(tokens.bearerOf(created.secret())).isEmpty();
        assertThat(tokens.isValid(created.token().id())).isFalse();
        assertThat(tokens.bearerOf(other.secret())).isPresent();
        assertThat(entriesOf(created.token().id()))
                .extracting(AuditEntry::act)
                .containsExactly("access token revoked", "access token created");
    }

    @Test
    void aTokenIsRevokedOnce() {
        var id = create(null).token().id();
        tokens.revoke(id, operator);
        assertThatThrownBy(() -> tokens.revoke(id, operator))
                .isInstanceOf(NotFound.class)
                .hasMessageContaining(id.toString());
        assertThat(entriesOf(id)).hasSize(2);
    }

    @Test
    void nobodyRevokesAnothersTokenAsTheirOwn() {
        var created = create(null);
        var administrator = somebody(Role.ADMINISTRATOR);
        assertThatThrownBy(() -> tokens.revoke(created.token().id(), administrator))
                .isInstanceOf(NotFound.class);
        assertThat(tokens.bearerOf(created.secret())).isPresent();
    }

    @Test
    void anAdministratorRevokesAnybodysToken() {
        var created = create(null);
        var administrator = somebody(Role.ADMINISTRATOR);
        tokens.revokeAnybodys(created.token().id(), administrator);
        assertThat(tokens.bearerOf(created.secret())).isEmpty();
        assertThat(entriesOf(created.token().id()))
                .first()
                .satisfies(entry -> assertThat(entry.actor()).isEqualTo(administrator.name()))
                .satisfies(entry -> assertThat(entry.details()).contains(operator.name()));
        assertThatThrownBy(() -> tokens.revokeAnybodys(created.token().id(), administrator))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void tokensGoWithTheirPerson() {
        var created = create(null);
        people.remove(operator.name(), somebody(Role.ADMINISTRATOR));
        assertThat(tokens.bearerOf(created.secret())).isEmpty();
        assertThat(tokens.listAll()).doesNotContain(created.token());
    }

    @Test
    void tokensEndWithThePassword() {
        var secret = create(null).secret();
        create(Role.AUDITOR);
        var anothers = tokens.create("backup", null, AN_HOUR, somebody(Role.OPERATOR));
        people.changePassword(operator.name(), "other", operator);
        assertThat(tokens.bearerOf(secret)).isEmpty();
        assertThat(tokens.bearerOf(anothers.secret())).isPresent();
        assertThat(entriesOf(operator.name()))
                .first()
                .satisfies(entry -> assertThat(entry.act()).isEqualTo("password changed"))
                .satisfies(entry -> assertThat(entry.details()).contains("\"accessTokensRevoked\":\"2\""));
    }

    @Test
    void everybodySeesTheirOwnAndTheNewestFirst() {
        var older = create(null).token();
        clock.pass(Duration.ofSeconds(1));
        var newer = create(Role.AUDITOR).token();
        var anothers =
                tokens.create("backup", null, AN_HOUR, somebody(Role.OPERATOR)).token();
        assertThat(tokens.list(operator.name())).containsExactly(newer, older);
        assertThat(tokens.listAll())
                .contains(anothers)
                .containsSubsequence(newer, older)
                .extracting(AccessToken::description)
                .contains("backup");
    }

    @Test
    void nobodyHasMoreThanCanBeLookedThrough() {
        var first = create(null);
        IntStream.range(1, MOST).forEach(n -> create(null));
        assertThatThrownBy(() -> create(null))
                .isInstanceOf(Conflict.class)
                .hasMessage("You have 50 access tokens: revoke one first.");
        tokens.revoke(first.token().id(), operator);
        create(null);
        assertThat(tokens.list(operator.name())).hasSize(MOST);
    }

    @Test
    void theLastOneIsGivenToOneOfThoseWhoAskAtOnce() throws InterruptedException {
        IntStream.range(1, MOST).forEach(n -> create(null));
        try (var threads = Executors.newFixedThreadPool(4)) {
            assertThat(threads.invokeAll(Collections.nCopies(4, (Callable<Created>) () -> create(null))))
                    .extracting(Future::state)
                    .containsExactlyInAnyOrder(
                            Future.State.SUCCESS, Future.State.FAILED, Future.State.FAILED, Future.State.FAILED);
        }
        assertThat(tokens.list(operator.name())).hasSize(MOST);
    }

    private Created create(@Nullable Role role) {
        return tokens.create("backup", role, AN_HOUR, operator);
    }

    private Actor somebody(Role role) {
        var name = "p" + UUID.randomUUID();
        people.add(name, "hash", role, Actor.SYSTEM);
        return new Actor(name, "password", "127.0.0.1");
    }

    private List<AuditEntry> entriesOf(Object subject) {
        return audit.list(new AuditFilter(subject.toString(), null, null), null, 10);
    }
}
