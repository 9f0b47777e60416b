package imprint.workers.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import imprint.imaging.chunk.Digest;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTest {

    private static final UUID OPERATION = UUID.randomUUID();
    private static final Digest MANIFEST = Digest.ofContent(new byte[1]);

    @Test
    void knowsWhatBelongsToACapture() {
        String capture = "/captures/" + OPERATION;
        assertThat(Route.of("GET", capture + "/chunks")).contains(new Route.AskArrived(OPERATION));
        assertThat(Route.of("PUT", capture + "/chunks/17")).contains(new Route.PutChunk(OPERATION, 17));
        assertThat(Route.of("PUT", capture + "/zeros")).contains(new Route.PutZeros(OPERATION));
        assertThat(Route.of("POST", capture + "/complete")).contains(new Route.Complete(OPERATION));
    }

    @Test
    void knowsWhatBelongsToAnImage() {
        String image = "/images/" + MANIFEST;
        assertThat(Route.of("GET", image + "/manifest")).contains(new Route.GetManifest(MANIFEST));
        assertThat(Route.of("GET", image + "/manifest/pages/3")).contains(new Route.GetPage(MANIFEST, 3));
        assertThat(Route.of("GET", image + "/chunks/0")).contains(new Route.GetChunk(MANIFEST, 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "",
                "//captures",
                "/captures/../images",
                "/captures/no-uuid/chunks",
                "/captures/%2e%2e/chunks",
                "/images/0123/manifest",
                "/images/%s/chunks/-1",
                "/images/%s/chunks/1/",
                "/images/%s/chunks/99999999999999999999",
                "/images/%s/manifest?x=1"
            })
    void knowsNothingElse(String path) {
        assertThat(Route.of("GET", path.replace("%s", MANIFEST.hex()))).isEmpty();
    }
}
