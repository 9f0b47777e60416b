package imprint.workflows.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import imprint.workflows.DomainTest;
import imprint.workflows.audit.Actor;
import imprint.workflows.failure.Conflict;
import imprint.workflows.failure.InvalidInput;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@DomainTest
class PeopleTest {

    @Autowired
    private People people;

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
}
