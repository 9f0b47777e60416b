package imprint.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class LeftOutTest {
    @Test
    void saysInOneLineWhichTestIsLeftOutAndWhy() {
        assertThat(leftOutOf(Mixed.class))
                .containsExactlyInAnyOrder(
                        "Left out: Mixed.skipped(): it is of no use",
                        "Left out: Mixed.aborted(): a reason of two lines");
    }

    @Test
    void namesAClassThatIsLeftOut() {
        assertThat(leftOutOf(Whole.class)).singleElement().asString().matches("Left out: .*Whole: all of it");
    }

    private static List<String> leftOutOf(Class<?> tests) {
        var lines = new ArrayList<String>();
        var config = LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .build();
        var request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(tests))
                .build();
        LauncherFactory.create(config).execute(request, new LeftOut(lines::add));
        return lines;
    }

    static class Mixed {
        @Test
        @Disabled("it is of no use")
        void skipped() {}

        @Test
        void aborted() {
            abort("a reason\nof two lines");
        }

        @Test
        void runs() {}
    }

    @Disabled("all of it")
    static class Whole {
        @Test
        void never() {}
    }
}
