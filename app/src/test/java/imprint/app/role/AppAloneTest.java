package imprint.app.role;

import static org.assertj.core.api.Assertions.assertThat;

import imprint.app.ImprintApplication;
import imprint.imaging.token.TokenSigner;
import imprint.imaging.token.TokenVerifier;
import imprint.testing.Need;
import imprint.testing.Needs;
import imprint.workers.gateway.ImageGateway;
import imprint.workers.spool.Spool;
import io.camunda.client.CamundaClient;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mockito.Answers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

/** A process that is an app alone. A component that is new here says so in this test, or it is in the wrong role. */
@Needs(Need.POSTGRES)
@SpringBootTest(
        classes = {ImprintApplication.class, WorkerRoleTest.Database.class},
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "imprint.engine.address=http://127.0.0.1:1")
@ActiveProfiles("app")
class AppAloneTest {

    @TempDir
    private static Path directory;

    @MockitoBean(answers = Answers.RETURNS_DEEP_STUBS)
    @SuppressWarnings("unused")
    private CamundaClient engine;

    @Autowired
    private ApplicationContext context;

    @DynamicPropertySource
    static void keepInDirectory(DynamicPropertyRegistry properties) {
        properties.add("imprint.data", directory::toString);
    }

    @Test
    void looksAfterTheWholeInstallation() {
        assertThat(Working.tasks(context))
                .containsExactlyInAnyOrder(
                        "AuditMonths.sweep",
                        "CheckpointKeeper.keep",
                        "FirstAnswers.sweep",
                        "Listeners.beat",
                        "LostGateways.sweep",
                        "ProcessDeployment.deployOnce",
                        "Reconciler.sweep",
                        "RefusalCounts.record",
                        "SilenceSweep.sweep",
                        "StrangersSweep.sweep",
                        "Upkeep.sweep");
        assertThat(Working.lifecycles(context))
                .containsExactlyInAnyOrder("CamelLifecycle", "CommandBell", "OutboxDispatcher");
        assertThat(Working.runners(context)).containsExactlyInAnyOrder("AuditSeal", "FirstAdministrator");
    }

    @Test
    void movesNoImages() {
        assertThat(context.getBeanNamesForType(ImageGateway.class)).isEmpty();
        assertThat(context.getBeanNamesForType(Spool.class)).isEmpty();
        assertThat(context.getBeanNamesForType(TokenVerifier.class)).isEmpty();
        assertThat(context.getBeanNamesForType(TokenSigner.class)).hasSize(1);
    }
}
