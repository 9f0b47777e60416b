package imprint.bpmn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.camunda.dmn.DmnEngine;
import org.camunda.dmn.DmnEngine.EvalResult;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DigestToCheckTest {

    private static final DmnEngine ENGINE = new DmnEngine.Builder().build();

    @ParameterizedTest
    @CsvSource({
        "cifs,  DeTOS, 7.2, SHA-256",
        "cifs,  DeTOS, 7.3, SHA-1",
        "cifs,  DeTOS, 7.4, SHA-1",
        "cifs,  DeTOS, 7.5, SHA-256",
        "cifs,  WES,   7.3, SHA-256",
        "file,  DeTOS, 7.3, SHA-256",
        "ftp,   DeTOS, 7.3, SHA-256",
        "http,  DeTOS, 7.3, SHA-256",
        "https, DeTOS, 7.3, SHA-256",
        "nfs,   DeTOS, 7.4, SHA-256",
    })
    void checksSha1OfDeTosFromCifs(String locationKind, String osName, String osVersion, String digest)
            throws IOException {
        assertThat(decide(image(false, locationKind, osName, osVersion))).isEqualTo(digest);
    }

    @ParameterizedTest
    @CsvSource({"cifs, DeTOS, 7.3", "cifs, DeTOS, 7.5", "cifs, WES, 7", "file, WES, 7", "nfs, DeTOS, 7.4"})
    void checksMd5OfTheOldFormatWhereverItComesFrom(String locationKind, String osName, String osVersion)
            throws IOException {
        assertThat(decide(image(true, locationKind, osName, osVersion))).isEqualTo("MD5");
    }

    @ParameterizedTest
    @ValueSource(strings = {Variables.OLD_FORMAT, Variables.LOCATION_KIND, Variables.OS_NAME, Variables.OS_VERSION})
    void decidesNothingWithoutAnInput(String missing) throws IOException {
        for (var image : new Map[] {
            image(true, "cifs", "DeTOS", "7.3"), image(false, "cifs", "DeTOS", "7.5"), image(false, "http", "WES", "7")
        }) {
            image.remove(missing);
            assertThat(decide(image)).isNull();
        }
    }

    @Test
    void decidesNothingForALocationItDoesNotKnow() throws IOException {
        assertThat(decide(image(false, "gopher", "DeTOS", "7.3"))).isNull();
    }

    private static Map<String, Object> image(boolean oldFormat, String locationKind, String osName, String osVersion) {
        var image = new HashMap<String, Object>();
        image.put(Variables.OLD_FORMAT, oldFormat);
        image.put(Variables.LOCATION_KIND, locationKind);
        image.put(Variables.OS_NAME, osName);
        image.put(Variables.OS_VERSION, osVersion);
        return image;
    }

    private static @Nullable Object decide(Map<String, Object> image) throws IOException {
        try (var table = Diagrams.class.getResourceAsStream("/dmn/digest-to-check.dmn")) {
            var result = ENGINE.eval(table, Decisions.DIGEST_TO_CHECK, image);
            assertThat(result.isRight()).as("%s", result).isTrue();
            EvalResult found = result.toOption().get();
            return found.isNil() ? null : found.value();
        }
    }
}
