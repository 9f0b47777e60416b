package imprint.workflows.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import imprint.bpmn.Limit;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class StepSettingsTest {

    @Test
    void aStepThatIsNotNamedHasTheLimitOfAll() {
        var settings =
                settings(Map.of("imprint.steps.no-progress", "5m", "imprint.steps.no-progress-of.write-image", "20m"));
        assertThat(settings.noProgress(Limit.WRITE_IMAGE)).isEqualTo(Duration.ofMinutes(20));
        assertThat(settings.noProgress(Limit.REBOOT)).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void aStepThatNoDeviceDoesHasNoSuchLimit() {
        assertThatThrownBy(() -> settings(Map.of("imprint.steps.no-progress-of.register-image", "20m")))
                .rootCause()
                .hasMessageContaining(
                        "only [REBOOT, TRANSFER_IMAGE, COMPUTE_CHECKSUM, WRITE_IMAGE] are done by devices");
    }

    private static StepSettings settings(Map<String, String> given) {
        return new Binder(new MapConfigurationPropertySource(given)).bindOrCreate("imprint.steps", StepSettings.class);
    }
}
