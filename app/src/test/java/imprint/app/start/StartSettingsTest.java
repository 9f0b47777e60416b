package imprint.app.start;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import imprint.embedded.StartRefused;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartSettingsTest {
    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536})
    void refusesPortsThatDoNotExist(int port) {
        assertThatThrownBy(() -> StartSettings.embedded(Path.of("data"), port))
                .isInstanceOf(StartRefused.class)
                .hasMessageStartingWith("--port must be");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "North", "a b", "-a", "../a"})
    void refusesSitesThatAreNoNames(String site) {
        assertThatThrownBy(
                        () -> new StartSettings(Path.of("data"), 0, Role.ALL, site, Optional.empty(), Optional.empty()))
                .isInstanceOf(StartRefused.class)
                .hasMessageStartingWith("--site must be");
    }
}
