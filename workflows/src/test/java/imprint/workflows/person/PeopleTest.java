package imprint.workflows.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import imprint.workflows.DomainTest;
import imprint.workflows.audit.Actor;
import imprint.workflows.audit.AuditEntry;
import imprint.workflows.audit.AuditFilter;
import imprint.workflows.audit.AuditTrail;
import imprint.workflows.failure.Conflict;
import imprint.workflows.failure.InvalidInput;
import imprint.workflows.failure.NotFound;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@DomainTest
class PeopleTest {

    @Autowired
    private People people;

    @Autowired
    private AuditTrail audit;

    @Test
    void leavesAnAdministratorWhenTwoRemoveEachOther() {
        var one = anAdministrator();
        var other = anAdministrator();

        people.remove(other.name(), one);

        assertThatThrownBy(() -> people.remove(one.name(), other)).isInstanceOf(Conflict.class);
        assertThat(people.find(one.name())).isPresent();
    }

    @Test
    void leavesAnAdministratorAlsoWhenTheyDoItAtTheSameTime() throws InterruptedException {
        var one = anAdministrator();
        var other = anAdministrator();
        try (var both = Executors.newFixedThreadPool(2)) {
            assertThat(both.invokeAll(List.of(removal(one, other), removal(other, one))))
                    .extracting(Future::state)
                    .containsExactlyInAnyOrder(Future.State.SUCCESS, Future.State.FAILED);
        }
    }

    private Callable<Boolean> removal(Actor who, Actor whom) {
        return () -> {
            people.remove(whom.name(), who);
            return true;
        };
    }

    private Actor anAdministrator() {
        var name = "a" + UUID.randomUUID();
        people.add(name, "hash", Role.ADMINISTRATOR, Actor.SYSTEM);
        return new Actor(name, "password", "127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Admin", "ADMIN", "adm1n", "@dmin", "admin.", "imprint", "1mpr1nt", "irnprint", "Root"})
    void refusesNamesThatMeanSomethingElse(String name) {
        assertThatThrownBy(() -> people.add(name, "hash", Role.AUDITOR, Actor.SYSTEM))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("reserved");
    }

    @Test
    void takesALetterCaseForNoDifference() {
        var name = "Anna" + UUID.randomUUID();
        people.add(name, "hash", Role.AUDITOR, Actor.SYSTEM);

        assertThatThrownBy(() -> people.add(name.toUpperCase(Locale.ROOT), "hash", Role.AUDITOR, Actor.SYSTEM))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining(name);
    }

    @ParameterizedTest
    @CsvSource({"strasse, stra\u00dfe", "iris, \u0131r\u0131s", "anna, \u0430nna"})
    void namesThatMerelyLookAlikeAreOfTwoPeople(String name, String other) {
        var suffix = UUID.randomUUID();
        people.add(name + suffix, "hash", Role.AUDITOR, Actor.SYSTEM);
        people.add(other + suffix, "hash", Role.AUDITOR, Actor.SYSTEM);
        assertThat(people.find(name + suffix)).isPresent();
        assertThat(people.find(other + suffix)).isPresent();
    }

    @Test
    void theSameNameIsGivenToOneOfThoseWhoAreAddedAtOnce() throws InterruptedException {
        var name = "Bea" + UUID.randomUUID();
        try (var threads = Executors.newFixedThreadPool(2)) {
            assertThat(threads.invokeAll(List.of(addition(name), addition(name.toUpperCase(Locale.ROOT)))))
                    .extracting(Future::state)
                    .containsExactlyInAnyOrder(Future.State.SUCCESS, Future.State.FAILED);
        }
        assertThat(people.list())
                .filteredOn(person -> person.name().equalsIgnoreCase(name))
                .hasSize(1);
    }

    private Callable<Person> addition(String name) {
        return () -> people.add(name, "hash", Role.OPERATOR, Actor.SYSTEM);
    }

    @Test
    void addsTheFirstAdministratorOnlyWhereThereIsNobody() {
        var somebody = anAdministrator();
        assertThat(people.addFirst("first" + somebody.name(), "hash")).isFalse();
        assertThat(people.find("first" + somebody.name())).isEmpty();
    }

    @Test
    void nobodyRemovesThemselves() {
        var administrator = anAdministrator();
        assertThatThrownBy(() -> people.remove(administrator.name(), administrator))
                .isInstanceOf(Conflict.class)
                .hasMessage("Nobody can remove themselves: ask another administrator.");
        assertThat(people.find(administrator.name())).isPresent();
    }

    @ParameterizedTest
    @EnumSource(names = {"OPERATOR", "AUDITOR"})
    void onlyAnAdministratorRemovesAnybody(Role role) {
        var name = "b" + UUID.randomUUID();
        people.add(name, "hash", role, Actor.SYSTEM);
        var other = anAdministrator();
        assertThatThrownBy(() -> people.remove(other.name(), new Actor(name, "password", "127.0.0.1")))
                .isInstanceOf(Conflict.class)
                .hasMessage("You are no administrator any more.");
        assertThat(people.find(other.name())).isPresent();
    }

    @Test
    void removesNobodyWhoIsNotThereNorWhoseNameIsWrittenOtherwise() {
        var administrator = anAdministrator();
        var other = anAdministrator();
        for (var name : List.of("nobody" + UUID.randomUUID(), other.name().toUpperCase(Locale.ROOT), "%")) {
            assertThatThrownBy(() -> people.remove(name, administrator))
                    .isInstanceOf(NotFound.class)
                    .hasMessageContaining(name);
        }
        assertThat(people.find(other.name())).isPresent();
    }

    @Test
    void theTrailTellsWhoRemovedWhom() {
        var administrator = anAdministrator();
        var other = anAdministrator();
        people.remove(other.name(), administrator);
        assertThat(audit.list(new AuditFilter(other.name(), null, null), null, 10))
                .extracting(AuditEntry::act, AuditEntry::actor)
                .containsExactly(
                        tuple("person removed", administrator.name()), tuple("person added", Actor.SYSTEM.name()));
    }

    @Test
    void aChangedPasswordIsTheOneThatIsAskedForFromThenOn() {
        var administrator = anAdministrator();
        people.changePassword(administrator.name(), "{noop}other", administrator);
        assertThat(people.find(administrator.name()))
                .get()
                .satisfies(person -> assertThat(person.passwordHash()).isEqualTo("{noop}other"))
                .satisfies(person -> assertThat(person.toString()).doesNotContain("noop"));
    }

    @Test
    void changesThePasswordOfNobody() {
        var name = "nobody" + UUID.randomUUID();
        assertThatThrownBy(() -> people.changePassword(name, "hash", anAdministrator()))
                .isInstanceOf(NotFound.class)
                .hasMessageContaining(name);
        assertThat(audit.list(new AuditFilter(name, null, null), null, 10)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "a\u0000b", "a\nb", "\u007f"})
    void aTextThatIsNoNameIsNobodys(String text) {
        assertThat(people.find(text)).isEmpty();
    }

    @Test
    void listsPeopleByTheirNames() {
        var suffix = UUID.randomUUID().toString();
        for (var name : List.of("c", "a", "b")) {
            people.add(name + suffix, "hash", Role.AUDITOR, Actor.SYSTEM);
        }
        assertThat(people.list())
                .extracting(Person::name)
                .filteredOn(name -> name.endsWith(suffix))
                .containsExactly("a" + suffix, "b" + suffix, "c" + suffix);
    }
}
