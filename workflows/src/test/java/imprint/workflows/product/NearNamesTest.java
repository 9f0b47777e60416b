package imprint.workflows.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
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

    @Test
    void namesTheNearestFirstAndThoseAsNearByTheirNames() {
        var names = List.of("Kiosk 99", "Kiosk 9", "Kiosk 8", "Kiosk 7 b");
        assertThat(NearNames.of(new ProductName("Kiosk 7"), names)).containsExactly("Kiosk 8", "Kiosk 9", "Kiosk 7 b");
    }

    @Test
    void namesThreeAtMost() {
        var names = List.of("X1", "X2", "X3", "X4", "X5");
        assertThat(NearNames.of(new ProductName("X"), names)).containsExactly("X1", "X2", "X3");
    }

    @Test
    void ofAShortNameAnyOtherIsFar() {
        assertThat(NearNames.of(new ProductName("A"), List.of("B", "C"))).isEmpty();
        assertThat(NearNames.of(new ProductName("AB"), List.of("AC", "CD"))).containsExactly("AC");
    }

    @Test
    void namesNothingWhereThereIsNothing() {
        assertThat(NearNames.of(new ProductName("Kiosk 7"), List.of())).isEmpty();
    }
}
