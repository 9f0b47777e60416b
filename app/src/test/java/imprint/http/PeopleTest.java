package imprint.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

@HttpTest
@ExtendWith(OutputCaptureExtension.class)
class PeopleTest {

    private static final String OTTOS_PASSWORD = "a password of otto";
    private static final Map<String, Object> PRODUCT = Map.of("name", "Some product " + UUID.randomUUID());

    private final Fleet fleet;
    private final JdbcClient jdbc;
    private final MovableClock clock;
    private final ApplicationRunner firstAdministrator;

    PeopleTest(Fleet fleet, JdbcClient jdbc, MovableClock clock, ApplicationRunner firstAdministrator) {
        this.fleet = fleet;
        this.jdbc = jdbc;
        this.clock = clock;
        this.firstAdministrator = firstAdministrator;
    }

    @Test
    void tellsTheFirstAdministratorsPasswordOnce(CapturedOutput output) throws Exception {
        jdbc.sql("delete from person").update();
        var before = output.getOut().length();

        firstAdministrator.run(new DefaultApplicationArguments());
        firstAdministrator.run(new DefaultApplicationArguments());

        var said = output.getOut().substring(before);
        assertThat(said.lines()).singleElement().asString().startsWith("Administrator: admin  Password: ");
        var password = said.substring(said.lastIndexOf(' ')).strip();
        var me = fleet.anybody().withPassword("admin", password).get("/api/v1/me");
        assertThat(me.is(200).text("/role")).isEqualTo("ADMINISTRATOR");
    }

    @Test
    void letsAnAuditorReadAndChangeNothing() {
        fleet.auditor().get("/api/v1/audit-entries").is(200);
        fleet.auditor().post("/api/v1/products", PRODUCT).is(403);
        fleet.auditor().post("/api/v1/operations/apply", Map.of()).is(403);
        fleet.auditor().delete("/api/v1/join-tokens/" + UUID.randomUUID()).is(403);
    }

    @Test
    void letsAnOperatorStartOperationsAndSetUpNothing() {
        fleet.operator().post("/api/v1/operations/apply", Map.of()).is(400);
        fleet.operator().post("/api/v1/products", PRODUCT).is(403);
        fleet.operator().get("/api/v1/people").is(200);
    }

    @Test
    void addsAPersonWhoCanComeInUntilRemoved() {
        var person = Map.of("name", "newcomer", "role", "AUDITOR", "password", "long enough, surely");
        fleet.administrator().post("/api/v1/people", person).is(201);
        fleet.administrator().post("/api/v1/people", person).is(409);
        var newcomer = fleet.anybody().withPassword("newcomer", "long enough, surely");
        newcomer.get("/api/v1/me").is(200);

        newcomer.put("/api/v1/me/password", change("long enough, surely", "another, longer one"))
                .is(204);
        newcomer.get("/api/v1/me").is(401);
        fleet.administrator().delete("/api/v1/people/newcomer").is(204);

        fleet.anybody()
                .withPassword("newcomer", "another, longer one")
                .get("/api/v1/me")
                .is(401);
    }

    @Test
    void letsAProgramInByTokenUntilItIsRevoked() {
        var created = aToken("PT1H");
        var program = fleet.anybody().withToken(created.text("/secret"));

        assertThat(program.get("/api/v1/me").is(200).text("/name")).isEqualTo("otto");
        fleet.operator().delete("/api/v1/me/access-tokens/" + created.id()).is(204);

        program.get("/api/v1/me").is(401);
    }

    @Test
    void forgetsATokenWhenItsTimeIsUp() {
        var program = fleet.anybody().withToken(aToken("PT1H").text("/secret"));

        clock.advance(Duration.ofMinutes(61));

        program.get("/api/v1/me").is(401);
    }

    @Test
    void tellsATokensSecretOnceAndKeepsItOutOfTheList() {
        var secret = aToken("P1D").text("/secret");

        assertThat(fleet.operator().get("/api/v1/me/access-tokens").body().toString())
                .contains("a program")
                .doesNotContain(secret);
    }

    private Answer aToken(String validFor) {
        return fleet.operator()
                .post("/api/v1/me/access-tokens", newToken(OTTOS_PASSWORD, "OPERATOR", validFor))
                .is(201);
    }

    private static Map<String, Object> newToken(String currentPassword, String role, String validFor) {
        return Map.of(
                "currentPassword", currentPassword, "description", "a program", "role", role, "validFor", validFor);
    }

    private static Map<String, Object> change(String currentPassword, String password) {
        return Map.of("currentPassword", currentPassword, "password", password);
    }

    /** Somebody who is there for one test. */
    private Caller newcomer(String name, String role, String password) {
        fleet.administrator()
                .post("/api/v1/people", Map.of("name", name, "role", role, "password", password))
                .is(201);
        return fleet.anybody().withPassword(name, password);
    }

    @Test
    void aTokenAloneIsNotTheAccount() {
        var program = fleet.anybody().withToken(aToken("PT5M").text("/secret"));

        program.put("/api/v1/me/password", change("a guess", "the thief's own one"))
                .is(400);
        program.put("/api/v1/me/password", Map.of("password", "the thief's own one"))
                .is(400);
        program.post("/api/v1/me/access-tokens", newToken("a guess", "OPERATOR", "P365D"))
                .is(400);

        fleet.operator().get("/api/v1/me").is(200);
    }

    @Test
    void tokensEndWithThePassword() {
        var person = newcomer("forgetful", "OPERATOR", "first of them all");
        var program = fleet.anybody()
                .withToken(person.post("/api/v1/me/access-tokens", newToken("first of them all", "OPERATOR", "P1D"))
                        .is(201)
                        .text("/secret"));
        program.get("/api/v1/me").is(200);

        person.put("/api/v1/me/password", change("first of them all", "second of them all"))
                .is(204);

        program.get("/api/v1/me").is(401);
    }

    @Test
    void aTokenMayDoLessThanItsPersonAndNeverMore() {
        fleet.operator()
                .post("/api/v1/me/access-tokens", newToken(OTTOS_PASSWORD, "ADMINISTRATOR", "P1D"))
                .is(400);
        var reader = fleet.anybody()
                .withToken(fleet.operator()
                        .post("/api/v1/me/access-tokens", newToken(OTTOS_PASSWORD, "AUDITOR", "P1D"))
                        .is(201)
                        .text("/secret"));

        reader.get("/api/v1/operations").is(200);
        reader.post("/api/v1/operations/apply", Map.of()).is(403);
    }

    @Test
    void aTokenMayNoMoreThanItsPersonMayByNow() {
        var person = newcomer("demoted", "ADMINISTRATOR", "high above all others");
        var program = fleet.anybody()
                .withToken(person.post(
                                "/api/v1/me/access-tokens", newToken("high above all others", "ADMINISTRATOR", "P1D"))
                        .is(201)
                        .text("/secret"));
        program.get("/api/v1/access-tokens").is(200);

        jdbc.sql("update person set role = 'AUDITOR' where name = 'demoted'").update();

        program.get("/api/v1/access-tokens").is(403);
        program.get("/api/v1/people").is(200);
    }

    @Test
    void anAdministratorSeesAndRevokesTheTokensOfOthers() {
        var token = aToken("PT1H");
        var program = fleet.anybody().withToken(token.text("/secret"));
        assertThat(fleet.administrator()
                        .get("/api/v1/access-tokens")
                        .is(200)
                        .body()
                        .toString())
                .contains(token.id().toString())
                .doesNotContain(token.text("/secret"));
        fleet.auditor().get("/api/v1/access-tokens").is(403);
        fleet.operator().delete("/api/v1/access-tokens/" + token.id()).is(403);

        fleet.administrator().delete("/api/v1/access-tokens/" + token.id()).is(204);

        program.get("/api/v1/me").is(401);
        fleet.administrator().delete("/api/v1/access-tokens/" + token.id()).is(404);
    }

    @Test
    void guessesAtThePasswordByATokenAreCountedToo() {
        clock.stop();
        try {
            var person = newcomer("guessed-by-token", "OPERATOR", "nobody guesses this");
            var program = fleet.anybody()
                    .withToken(
                            person.post("/api/v1/me/access-tokens", newToken("nobody guesses this", "OPERATOR", "PT1H"))
                                    .is(201)
                                    .text("/secret"));
            for (var guess = 0; guess < 10; guess++) {
                program.put("/api/v1/me/password", change("guess " + guess, "the thief's own one"))
                        .is(400);
            }
            program.put("/api/v1/me/password", change("guess 10", "the thief's own one"))
                    .is(429);
        } finally {
            clock.goOn();
        }
    }

    @Test
    void notesWhoActsInWhichWay() {
        var id = fleet.administrator()
                .post("/api/v1/products", Map.of("name", "Product " + UUID.randomUUID()))
                .is(201)
                .id();

        var entry = fleet.auditor().get("/api/v1/audit-entries?subjectId=" + id).is(200);

        assertThat(entry.text("/content/0/actor")).isEqualTo("ada");
        assertThat(entry.text("/content/0/authentication")).isEqualTo("password");
        assertThat(entry.text("/content/0/address")).isEqualTo("127.0.0.1");
    }

    @Test
    void notesWhoFailsToComeIn() {
        var name = "nobody-" + UUID.randomUUID();

        fleet.anybody().withPassword(name, "guess").get("/api/v1/me").is(401);

        var entry =
                fleet.auditor().get("/api/v1/audit-entries?subjectId=" + name).is(200);
        assertThat(entry.text("/content/0/act")).isEqualTo("log-in failed");
        assertThat(entry.body().toString()).doesNotContain("guess");
    }

    @Test
    void guessesKeepNobodyElseOut() throws InterruptedException {
        var guessed = newcomer("guessed", "OPERATOR", "nobody guesses this");
        guessed.get("/api/v1/me").is(200);
        var other = newcomer("not-guessed", "OPERATOR", "another good one");
        var token = aToken("PT1H").text("/secret");
        clock.stop();
        try {
            var refused = fortyAtOnce(n -> aGuess("guessed", n)).stream()
                    .filter(answer -> answer.status() == 429)
                    .findAny()
                    .orElseThrow();

            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            other.get("/api/v1/me").is(200);
            guessed.get("/api/v1/me").is(200);
            fleet.anybody().withToken(token).get("/api/v1/me").is(200);
        } finally {
            clock.goOn();
        }
    }

    @Test
    void looksAtFewGuessesHoweverManyComeAtOnce() throws InterruptedException {
        newcomer("looked-at", "OPERATOR", "nobody guesses this");
        clock.stop();
        try {
            assertThat(fortyAtOnce(n -> aGuess("looked-at", n)))
                    .filteredOn(answer -> answer.status() == 401)
                    .hasSize(10);
            aGuess("looked-at", 41).is(429);
        } finally {
            clock.goOn();
        }
        clock.advance(Duration.ofMinutes(1));
        aGuess("looked-at", 42).is(401);
    }

    @Test
    void programsThatComeAtOnceWithTheRightPasswordAreAllLetIn() throws InterruptedException {
        var person = newcomer("busy", "OPERATOR", "many at the same time");

        assertThat(fortyAtOnce(n -> person.get("/api/v1/me"))).allSatisfy(answer -> answer.is(200));
    }

    private static List<Answer> fortyAtOnce(IntFunction<Answer> asked) throws InterruptedException {
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            return callers
                    .invokeAll(IntStream.range(0, 40)
                            .<Callable<Answer>>mapToObj(n -> () -> asked.apply(n))
                            .toList())
                    .stream()
                    .map(Future::resultNow)
                    .toList();
        }
    }

    private Answer aGuess(String name, int number) {
        return fleet.anybody().withPassword(name, "guess " + number).get("/api/v1/me");
    }

    @Test
    void whatTheirRoleDoesNotAllowIsNoted() {
        // why: of what is refused more often within an hour, not each time is an entry.
        clock.advance(Duration.ofHours(1));
        fleet.auditor().delete("/api/v1/products/refused").is(403);

        var entries = fleet.auditor()
                .get("/api/v1/audit-entries?subjectId=DELETE%20/api/v1/products/refused")
                .is(200);
        assertThat(entries.text("/content/0/outcome")).isEqualTo("refused");
        assertThat(entries.text("/content/0/actor")).isEqualTo("audrey");
    }

    @Test
    void refusesPasswordsThatAnybodyGuesses() {
        for (var easy : List.of("            ", "password1234", "a new-comer a new-comer")) {
            var answer = fleet.administrator()
                    .post("/api/v1/people", Map.of("name", "new-comer", "role", "AUDITOR", "password", easy));
            answer.blames("password");
        }
        fleet.operator()
                .put("/api/v1/me/password", change(OTTOS_PASSWORD, "Welcome2024!!"))
                .blames("password");
    }
}
