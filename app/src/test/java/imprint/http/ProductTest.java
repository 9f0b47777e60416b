package imprint.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@HttpTest
class ProductTest {

    private final Fleet fleet;
    private final String name = "Kiosk " + UUID.randomUUID();

    ProductTest(Fleet fleet) {
        this.fleet = fleet;
    }

    @Test
    void aProductIsAddedOnceHoweverItIsSpelled() {
        var added = add("  " + name + " ").is(201);

        assertThat(added.text("/name")).isEqualTo(name);
        assertThat(added.text("/state")).isEqualTo("ACCEPTED");
        assertThat(add(name.toUpperCase(Locale.ROOT)).is(409).text("/detail")).contains(name);
    }

    @Test
    void theProductOfANewDeviceWaitsUntilAnAdministratorAcceptsIt() {
        var device = fleet.aMachineOf(name).enrolledBy(fleet.joinToken(1));
        var path = "/api/v1/devices/" + device.id();
        assertThat(fleet.auditor().get(path).text("/productState")).isEqualTo("NEW");
        assertThat(listed("NEW")).contains(name);
        assertThat(listed("ACCEPTED")).doesNotContain(name);
        fleet.operator().post("/api/v1/operations/add", anAdd(name)).blames("product");

        var product = "/api/v1/products/" + idOf(name);
        fleet.operator().post(product + "/acceptance", Map.of()).is(403);
        assertThat(fleet.administrator()
                        .post(product + "/acceptance", Map.of())
                        .is(200)
                        .text("/state"))
                .isEqualTo("ACCEPTED");

        assertThat(fleet.auditor().get(path).text("/productState")).isEqualTo("ACCEPTED");
        assertThat(listed("NEW")).doesNotContain(name);
        assertThat(fleet.operator()
                        .post("/api/v1/operations/add", anAdd(name.toUpperCase(Locale.ROOT)))
                        .status())
                .isEqualTo(202);
        assertThat(acts()).containsExactly("product accepted", "product told");
    }

    @Test
    void whoeverAdmitsADeviceAcceptsItsProduct() {
        var stranger = fleet.aMachineOf(name);
        stranger.asksToEnrol(null).is(202);
        var device = fleet.auditor()
                .get("/api/v1/devices?product=" + encoded(name.toUpperCase(Locale.ROOT)))
                .text("/content/0/id");

        var admitted = fleet.administrator()
                .post("/api/v1/devices/" + device + "/admission", Map.of("site", "main"))
                .is(200);

        assertThat(admitted.text("/productState")).isEqualTo("ACCEPTED");
        assertThat(acts()).containsExactly("product accepted", "product told");
    }

    @Test
    void anAddForAnUnknownProductIsRefusedAndMakesNone() {
        add(name).is(201);

        var refused = fleet.operator().post("/api/v1/operations/add", anAdd(name + "7"));

        refused.blames("product");
        assertThat(refused.text("/errors/0/message"))
                .startsWith("There is no product \"%s7\". Near: \"%s\".".formatted(name, name));
        assertThat(listed("NEW")).doesNotContain(name + "7");
        assertThat(listed("ACCEPTED")).doesNotContain(name + "7");
    }

    @Test
    void whatIsToldOfAProductMayBeSentBack() {
        var added = add(name).is(201);
        fleet.administrator()
                .patch("/api/v1/products/" + added.id(), added.body())
                .is(200);
    }

    private Answer add(String name) {
        return fleet.administrator().post("/api/v1/products", Map.of("name", name));
    }

    private Map<String, Object> anAdd(String product) {
        var file = UUID.randomUUID() + ".img";
        return Map.of("name", file, "fileName", file, "locationId", fleet.aLocation(), "product", product);
    }

    private List<String> listed(String state) {
        return fleet.auditor()
                .get("/api/v1/products?size=200&sort=createdAt,desc&state=" + state)
                .is(200)
                .body()
                .at("/content")
                .findValuesAsString("name");
    }

    private String idOf(String product) {
        return fleet.auditor()
                .get("/api/v1/products?size=200&sort=createdAt,desc")
                .body()
                .at("/content")
                .valueStream()
                .filter(each -> each.path("name").asString().equals(product))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();
    }

    /** The newest comes first. */
    private List<String> acts() {
        return fleet.auditor()
                .get("/api/v1/audit-entries?subjectId=" + idOf(name))
                .body()
                .at("/content")
                .findValuesAsString("act");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
