package imprint.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that people write can break a line, hide, or turn around what is shown of it. */
@HttpTest
class PlainTextTest {

    private static final String OPERATION = "operations/" + UUID.randomUUID();
    private static final Map<String, Object> ADD =
            Map.of("name", "x", "fileName", "x.img", "locationId", UUID.randomUUID(), "product", "x");
    private static final Map<String, Object> CLONE =
            Map.of("name", "x", "fileName", "x.img", "locationId", UUID.randomUUID(), "deviceId", UUID.randomUUID());

    private final Fleet fleet;

    PlainTextTest(Fleet fleet) {
        this.fleet = fleet;
    }

    @ParameterizedTest
    @MethodSource
    void refusesWhatIsNoLine(Text text) {
        text.sentBy(fleet, "two\nlines").blames(text.field);
        text.sentBy(fleet, "up\u202epu").blames(text.field);
    }

    static Stream<Text> refusesWhatIsNoLine() {
        return Stream.of(
                new Text("operations/add", ADD, "name"),
                new Text("operations/add", ADD, "product"),
                new Text("operations/add", ADD, "osName"),
                new Text("operations/add", ADD, "osVersion"),
                new Text("operations/add", ADD, "reason"),
                new Text("operations/clone", CLONE, "name"),
                new Text("operations/clone", CLONE, "reason"),
                new Text(
                        "operations/apply",
                        Map.of("imageId", UUID.randomUUID(), "deviceIds", List.of(UUID.randomUUID())),
                        "reason"),
                new Text(OPERATION + "/cancellation", Map.of(), "reason"),
                new Text(OPERATION + "/retry", Map.of(), "reason"),
                new Text("devices/" + UUID.randomUUID() + "/retirement", Map.of(), "reason"),
                new Text("storage-locations", Map.of("kind", "FILE", "directory", "/images"), "name"),
                new Text("join-tokens", Map.of("site", "main", "uses", 1, "validFor", "P1D"), "description"),
                new Text(
                        "me/access-tokens",
                        Map.of("currentPassword", "not looked at", "validFor", "P1D"),
                        "description"),
                new Text("products", Map.of(), "name"),
                new Text("people", Map.of("role", "AUDITOR", "password", "a password of some length"), "name"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "\t", "\r", "\u0085", "\u2028", "\u2029", "\u2066", "\u200b", "\ufeff"})
    void refusesEachCharacterThatNoLineHolds(String character) {
        new Text("products", Map.of(), "name")
                .sentBy(fleet, "a" + character + "b")
                .blames("name");
    }

    @Test
    void takesLinesWhereThereIsRoomForThem() {
        var add = new HashMap<>(ADD);
        add.put("locationId", fleet.aLocation());
        add.put("product", fleet.aProduct());
        var description = new Text("operations/add", add, "description");

        description.sentBy(fleet, "first\r\n\tsecond").is(202);
        description.sentBy(fleet, "first\u0000").blames("description");
        description.sentBy(fleet, "first\n\u202esecond").blames("description");
    }

    @Test
    void takesEveryLanguage() {
        var name = "Kühlhaus № 7 – 冷蔵庫 🧊 می\u200cخواهم " + UUID.randomUUID();

        var product = new Text("products", Map.of(), "name").sentBy(fleet, name).is(201);

        assertThat(product.text("/name")).isEqualTo(name);
    }

    private record Text(String door, Map<String, Object> others, String field) {

        Answer sentBy(Fleet fleet, String text) {
            var body = new HashMap<>(others);
            body.put(field, text);
            return fleet.administrator().post("/api/v1/" + door, body);
        }
    }
}
