package imprint.app.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class WorkerSettingsTest {

    @Test
    void theNetworkCarriesWhatItCanUnlessALimitIsGiven() {
        assertThat(settings(Map.of()).bandwidth()).isNull();
        assertThat(settings(Map.of("bandwidth", "40MB")).bandwidth()).isEqualTo(DataSize.ofMegabytes(40));
    }

    @Test
    void aBandwidthWithWhichDevicesWouldGiveUpIsRefused() {
        assertThatThrownBy(() -> settings(Map.of("bandwidth", "1MB")))
                .rootCause()
                .hasMessageContainingAll("imprint.worker.bandwidth is 1048576", "at least 1118481", "fewer transfers");
        assertThatThrownBy(() -> settings(Map.of("bandwidth", "34MB", "transfers", "512")))
                .rootCause()
                .hasMessageContaining("at least 35791394");
        assertThat(settings(Map.of("bandwidth", "1MB", "transfers", "8")).bandwidth())
                .isEqualTo(DataSize.ofMegabytes(1));
    }

    private static WorkerSettings settings(Map<String, String> given) {
        var all = new HashMap<String, String>(Map.of("imprint.worker.spool", "spool"));
        given.forEach((name, value) -> all.put("imprint.worker." + name, value));
        return new Binder(new MapConfigurationPropertySource(all))
                .bind("imprint.worker", WorkerSettings.class)
                .get();
    }
}
