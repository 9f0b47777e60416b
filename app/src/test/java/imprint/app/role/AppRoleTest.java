package imprint.app.role;

import static org.assertj.core.api.Assertions.assertThat;

import imprint.app.ImprintApplication;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.core.env.StandardEnvironment;

class AppRoleTest {

    /** A component in a package that nobody names is in no server. */
    @Test
    void everyPackageWithComponentsIsNamed() {
        var environment = new StandardEnvironment();
        environment.setActiveProfiles("app", "worker");
        var components = new ClassPathScanningCandidateComponentProvider(true, environment);
        var application = Objects.requireNonNull(ImprintApplication.class.getAnnotation(SpringBootApplication.class));
        var role = Objects.requireNonNull(AppRole.class.getAnnotation(ComponentScan.class));
        var named = Stream.of(application.scanBasePackages(), role.value())
                .flatMap(Arrays::stream)
                .toList();
        assertThat(components.findCandidateComponents("imprint.app"))
                .extracting(component -> Objects.requireNonNull(component.getBeanClassName()))
                .filteredOn(name -> !name.equals(ImprintApplication.class.getName()) && !name.contains("Test$"))
                .isNotEmpty()
                .allSatisfy(name ->
                        assertThat(named).anySatisfy(scanned -> assertThat(name).startsWith(scanned + ".")));
    }
}
