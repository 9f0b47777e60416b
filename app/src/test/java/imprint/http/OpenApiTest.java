package imprint.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

@HttpTest
class OpenApiTest {

    private final Fleet fleet;
    private final RequestMappingHandlerMapping mapping;

    OpenApiTest(Fleet fleet, RequestMappingHandlerMapping requestMappingHandlerMapping) {
        this.fleet = fleet;
        this.mapping = requestMappingHandlerMapping;
    }

    @Test
    void describesEveryDoorOfTheApi() {
        var paths = description().at("/paths");

        assertThat(doors()).hasSizeGreaterThan(30).allSatisfy(door -> {
            var words = door.split(" ", 2);
            var operation = paths.path(words[1]).path(words[0].toLowerCase(Locale.ROOT));
            assertThat(operation.path("summary").asString("")).as(door).isNotBlank();
            assertThat(operation.path("responses").propertyNames())
                    .as(door)
                    .contains("401", "403")
                    .anyMatch(status -> status.startsWith("2"));
        });
    }

    private Stream<String> doors() {
        return mapping.getHandlerMethods().keySet().stream()
                .flatMap(info -> info.getPatternValues().stream()
                        .filter(path -> path.startsWith("/api/") && !path.startsWith("/api/v1/openapi"))
                        .flatMap(path ->
                                info.getMethodsCondition().getMethods().stream().map(method -> method + " " + path)));
    }

    @Test
    void keepsTheAgentsPathsAndWhoAsksOutOfIt() {
        assertThat(description().at("/paths").propertyNames()).noneMatch(path -> path.startsWith("/agent"));
        assertThat(description().toString()).doesNotContain("\"actor.").doesNotContain("schemas/Actor");
    }

    @Test
    void tellsOfTheKeyThatAStartMayCarry() {
        for (var start : new String[] {"clone", "add", "apply"}) {
            var operation = description()
                    .at("/paths")
                    .path("/api/v1/operations/" + start)
                    .path("post");
            assertThat(operation.path("parameters").findValuesAsString("name")).contains("Idempotency-Key");
            assertThat(operation.path("responses").propertyNames()).contains("202", "422");
        }
    }

    @Test
    void defersToNothingThatIsNotThere() {
        var description = description();

        assertThat(description.findValuesAsString("$ref"))
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                description.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
    }

    private JsonNode description() {
        return fleet.auditor().get("/api/v1/openapi.json").is(200).body();
    }
}
