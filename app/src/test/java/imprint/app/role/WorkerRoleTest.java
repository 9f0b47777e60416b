package imprint.app.role;

import static org.assertj.core.api.Assertions.assertThat;

import imprint.app.ImprintApplication;
import imprint.app.keys.CheckpointKeys;
import imprint.bpmn.JobTypes;
import imprint.imaging.token.TokenSigner;
import imprint.imaging.token.TokenVerifier;
import imprint.testing.Need;
import imprint.testing.Needs;
import io.camunda.client.CamundaClient;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.Answers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.web.bind.annotation.RestController;

/** A process that is a worker alone, with a database, and an engine that has no work for it. */
@Needs(Need.POSTGRES)
@SpringBootTest(
        classes = {ImprintApplication.class, WorkerRoleTest.Database.class},
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "imprint.engine.address=http://127.0.0.1:1")
@ActiveProfiles("worker")
class WorkerRoleTest {

    @TempDir
    private static Path directory;

    @MockitoBean(answers = Answers.RETURNS_DEEP_STUBS)
    @SuppressWarnings("unused")
    private CamundaClient engine;

    @Autowired
    private ApplicationContext context;

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void keepInDirectory(DynamicPropertyRegistry properties) throws Exception {
        var transferKey =
                KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic();
        var keys = Files.createDirectory(directory.resolve("keys"));
        Files.write(keys.resolve("transfer.pub"), transferKey.getEncoded());
        properties.add("imprint.data", directory::toString);
        properties.add("imprint.worker.spool", () -> directory.resolve("spool").toString());
    }

    @Test
    void hasNoneOfTheAppsControllers() {
        assertThat(context.getBeansWithAnnotation(RestController.class).values())
                .noneMatch(controller -> controller.getClass().getName().startsWith("imprint"));
    }

    @Test
    void doesNothingOfItsOwnAccordButAnnounceItsGatewayAndConcludeItsCaptures() {
        assertThat(Working.tasks(context))
                .containsExactlyInAnyOrder("GatewayAnnouncement.announce", "GatewayAnnouncement.concludeCaptures");
        assertThat(Working.lifecycles(context)).containsExactly("CamelLifecycle");
        assertThat(Working.runners(context)).isEmpty();
    }

    @Test
    void takesTheJobsOfItsSiteAlone() {
        assertThat(Working.jobs(context))
                .containsExactlyInAnyOrder(
                        JobTypes.CLONE_STORE_IMAGE,
                        JobTypes.CLONE_COMPUTE_CHECKSUM,
                        JobTypes.ADD_COMPUTE_CHECKSUM,
                        JobTypes.APPLY_TRANSFER_IMAGE);
    }

    @Test
    void checksTokensWithoutBeingAbleToSignAny() {
        assertThat(context.getBeanNamesForType(TokenVerifier.class)).hasSize(1);
        assertThat(context.getBeanNamesForType(TokenSigner.class)).isEmpty();
        assertThat(context.getBeanNamesForType(CheckpointKeys.class)).isEmpty();
        assertThat(directory.resolve("keys/transfer.key")).doesNotExist();
        assertThat(directory.resolve("keys/checkpoint.key")).doesNotExist();
    }

    @Test
    void tellsWhetherItIsHealthy() throws Exception {
        assertThat(status("GET", "/actuator/health/liveness")).isEqualTo(200);
        assertThat(status("GET", "/actuator/health"))
                .as("with an engine that has no partition")
                .isEqualTo(503);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/v1/devices", "/api/v1/openapi.json", "/agent/v1/enrolment", "/actuator/env"})
    void hasNothingElse(String path) throws Exception {
        assertThat(status("GET", path)).isEqualTo(404);
        assertThat(status("POST", path)).isEqualTo(404);
    }

    private int status(String method, String path) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .method(method, HttpRequest.BodyPublishers.noBody())
                    .build();
            return client.send(request, BodyHandlers.discarding()).statusCode();
        }
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Database {

        @Bean(destroyMethod = "close")
        EmbeddedPostgres postgres() throws IOException {
            return EmbeddedPostgres.start();
        }

        @Bean
        DataSource dataSource(EmbeddedPostgres postgres) {
            return postgres.getPostgresDatabase();
        }
    }
}
