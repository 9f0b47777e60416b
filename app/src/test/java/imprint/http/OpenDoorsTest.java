package imprint.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

@HttpTest
class OpenDoorsTest {

    private static final Set<String> OPEN = Set.of("POST /agent/v1/enrolment", "GET /");

    private final Fleet fleet;
    private final RequestMappingHandlerMapping mapping;

    OpenDoorsTest(Fleet fleet, RequestMappingHandlerMapping requestMappingHandlerMapping) {
        this.fleet = fleet;
        this.mapping = requestMappingHandlerMapping;
    }

    @Test
    void asksEverybodyAtEveryDoorWhoTheyAre() {
        assertThat(doors()).hasSizeGreaterThan(35).allSatisfy(door -> {
            var words = door.split(" ", 2);
            var status = fleet.anybody().send(words[0], words[1], "{}").status();
            assertThat(status == 401).as(door).isNotEqualTo(OPEN.contains(door));
        });
    }

    private Stream<String> doors() {
        return mapping.getHandlerMethods().keySet().stream()
                .flatMap(info -> info.getPatternValues().stream()
                        .flatMap(path -> methods(info.getMethodsCondition().getMethods())
                                .map(method -> method + " " + path.replaceAll("\\{[^}]*}", "x"))));
    }

    private static Stream<RequestMethod> methods(Set<RequestMethod> declared) {
        return declared.isEmpty() ? Stream.of(RequestMethod.GET, RequestMethod.POST) : declared.stream();
    }

    @Test
    void keepsWhatIsNowhereShut() {
        fleet.anybody().get("/nothing").is(401);
        fleet.anybody().get("/actuator/env").is(401);
        fleet.administrator().get("/actuator/env").is(401);
        fleet.administrator().get("/api/v1/nothing").is(404);
    }

    @Test
    void tellsAnybodyThatItIsWellAndNoMore() {
        var health = fleet.anybody().get("/actuator/health").is(200);

        assertThat(health.body().propertyNames()).isSubsetOf("status", "groups");
    }

    @Test
    void tellsPeopleHowItIsInDetail() {
        var health = fleet.auditor().get("/actuator/health").is(200);

        assertThat(health.body().at("/components").propertyNames()).contains("db", "diskSpace");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "\0", "a\r\nb", "", "é\ud83d\ude00"})
    void keepsNamesOutThatNobodyHas(String name) {
        fleet.anybody()
                .withPassword(name, "no password of anybody")
                .get("/api/v1/devices")
                .is(401);
        fleet.anybody().withPassword("nobody", name).get("/api/v1/devices").is(401);
    }

    @Test
    void explainsWhyItDoesNotOpen() {
        var refusal = fleet.anybody().get("/api/v1/devices").is(401);

        assertThat(refusal.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(refusal.headers().firstValue("WWW-Authenticate"))
                .get()
                .asString()
                .startsWith("Basic");
    }
}
