package imprint.workflows.apply;

import static org.assertj.core.api.Assertions.assertThat;

import imprint.bpmn.Decisions;
import imprint.bpmn.Diagrams;
import imprint.bpmn.Variables;
import imprint.workflows.DomainTest;
import imprint.workflows.Fleet;
import imprint.workflows.address.Addresses;
import imprint.workflows.address.StorageKind;
import imprint.workflows.operation.ImageTraits;
import imprint.workflows.storage.StorageLocations;
import java.util.List;
import java.util.Map;
import org.camunda.dmn.DmnEngine;
import org.camunda.dmn.DmnEngine.EvalResult;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What validation tells of an image is all that the decision on its digest asks for. */
@DomainTest
class DigestToCheckTest {

    private static final DmnEngine ENGINE = new DmnEngine.Builder().build();

    @Autowired
    private Fleet fleet;

    @Autowired
    private ApplyDiskImage apply;

    @Autowired
    private StorageLocations locations;

    @ParameterizedTest
    @EnumSource
    void thereIsADigestForEveryKindOfLocation(StorageKind kind) throws Exception {
        assertThat(decide(validated(image(null, null, false), kind))).isEqualTo("SHA-256");
    }

    @Test
    void anImageOfTheOldFormatIsCheckedByItsMd5() throws Exception {
        assertThat(decide(validated(image("DeTOS", "7.3", true), StorageKind.FILE)))
                .isEqualTo("MD5");
    }

    @Test
    void theDecisionHearsOfLocationAndSystem() throws Exception {
        assertThat(validated(image("DeTOS", "7.3", false), StorageKind.FTP))
                .containsEntry(Variables.LOCATION_KIND, "ftp")
                .containsEntry(Variables.OS_NAME, "DeTOS")
                .containsEntry(Variables.OS_VERSION, "7.3");
    }

    private static ImageTraits image(@Nullable String osName, @Nullable String osVersion, boolean oldFormat) {
        return new ImageTraits(Fleet.PRODUCT, osName, osVersion, true, true, oldFormat);
    }

    private Map<String, Object> validated(ImageTraits traits, StorageKind kind) throws Exception {
        var image = fleet.anImage(traits);
        var location = locations.get(image.locationId());
        locations.change(
                location.id(), location.currentVersion(), location.name(), Addresses.ofKind(kind), null, Fleet.ALICE);
        var device = List.of(fleet.aDevice().id());
        return apply.validate(apply.request(image.id(), device, true, Fleet.because("test"))
                .getFirst()
                .id());
    }

    private static @Nullable Object decide(Map<String, Object> variables) throws Exception {
        try (var table = Diagrams.class.getResourceAsStream("/dmn/digest-to-check.dmn")) {
            var result = ENGINE.eval(table, Decisions.DIGEST_TO_CHECK, variables);
            assertThat(result.isRight()).as("%s", result).isTrue();
            EvalResult found = result.toOption().get();
            return found.isNil() ? null : found.value();
        }
    }
}
