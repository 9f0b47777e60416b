package imprint.workflows.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearNamesTest {

    private static final List<String> NAMES = List.of("Kiosk 7", "HP t640 Thin Client", "X2");

    @ParameterizedTest
    @CsvSource({"Kiosk 77, Kiosk 7", "KIOSK7, Kiosk 7", "Koisk 7, Kiosk 7", "t640, HP t640 Thin Client", "X3, X2"})
    void namesWhatWasMeant(String written, String meant) {
        assertThat(NearNames.of(new ProductName(written), NAMES)).containsExactly(meant);
    }

    @ParameterizedTest
    @CsvSource({"Terminal", "Y3"})
    void namesNothingThatIsFarFromIt(String written) {
        assertThat(NearNames.of(new ProductName(written), NAMES)).isEmpty();
    }
}
