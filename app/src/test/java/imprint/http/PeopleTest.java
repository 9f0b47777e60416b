package imprint.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
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

        newcomer.put("/api/v1/me/password", Map.of("password", "another, longer one"))
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
                .post("/api/v1/me/access-tokens", Map.of("description", "a program", "validFor", validFor))
                .is(201);
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
    void turnsAwayWhoeverGuessesTooOften() throws InterruptedException {
        clock.stop();
        try (var guessers = Executors.newVirtualThreadPerTaskExecutor()) {
            guessers.invokeAll(IntStream.range(0, 40).mapToObj(this::aGuess).toList());

            var refused = fleet.auditor().get("/api/v1/me").is(429);

            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        } finally {
            clock.goOn();
        }
        clock.advance(Duration.ofMinutes(1));
        fleet.auditor().get("/api/v1/me").is(200);
    }

    private Callable<Answer> aGuess(int number) {
        return () -> fleet.anybody().withPassword("admin", "guess " + number).get("/api/v1/me");
    }

    @Test
    void whatTheirRoleDoesNotAllowIsNoted() {
        fleet.auditor().delete("/api/v1/products/refused").is(403);

        var entries = fleet.auditor()
                .get("/api/v1/audit-entries?subjectId=DELETE%20/api/v1/products/refused")
                .is(200);
        assertThat(entries.text("/content/0/outcome")).isEqualTo("refused");
        assertThat(entries.text("/content/0/actor")).isEqualTo("audrey");
    }
}
