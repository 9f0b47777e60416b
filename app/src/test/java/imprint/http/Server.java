package imprint.http;

import imprint.app.audit.CheckpointFile;
import imprint.app.keys.CheckpointKeys;
import imprint.app.role.AppRole;
import imprint.imaging.token.TokenSigner;
import imprint.workflows.address.TestStep;
import imprint.workflows.audit.AuditKey;
import imprint.workflows.audit.AuditKeys;
import imprint.workflows.device.HeartbeatSettings;
import imprint.workflows.operation.StepSettings;
import imprint.workflows.storage.FileRoots;
import imprint.workflows.storage.LocationTest;
import imprint.workflows.storage.LocationUnavailable;
import imprint.workflows.storage.PasswordKey;
import imprint.workflows.storage.PasswordKeys;
import imprint.workflows.storage.StorageBrowser;
import imprint.workflows.storage.StorageProbe;
import imprint.workflows.storage.StorageTester;
import imprint.workflows.storage.StorageWriter;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The server without an engine: what is meant for it stays in the outbox, where a test can see it. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(AppRole.class)
@EnableScheduling
@EntityScan("imprint.workflows")
@EnableJpaRepositories("imprint.workflows")
@EnableConfigurationProperties({HeartbeatSettings.class, StepSettings.class})
@ComponentScan(
        basePackages = {"imprint.workflows", "imprint.http"},
        excludeFilters =
                @Filter(
                        type = FilterType.REGEX,
                        pattern =
                                "imprint\\.workflows\\.(engine\\.(OutboxDispatcher|ProcessDeployment)|operation\\.(Reconciler|LostGateways))"))
class Server {

    @Bean(destroyMethod = "close")
    EmbeddedPostgres postgres() throws IOException {
        return EmbeddedPostgres.builder().start();
    }

    @Bean
    DataSource dataSource(EmbeddedPostgres postgres) {
        return postgres.getPostgresDatabase();
    }

    @Bean
    MovableClock clock() {
        return new MovableClock();
    }

    @Bean
    TokenSigner tokenSigner() throws NoSuchAlgorithmException {
        return new TokenSigner(
                KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate());
    }

    @Bean
    AuditKeys auditKeys() {
        var key = new byte[AuditKey.BYTES];
        new SecureRandom().nextBytes(key);
        return () -> List.of(AuditKey.of(key));
    }

    @Bean
    CheckpointKeys checkpointKeys() throws NoSuchAlgorithmException {
        return new CheckpointKeys(KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
    }

    @Bean
    CheckpointFile checkpointFile() throws IOException {
        return new CheckpointFile(Files.createTempDirectory("imprint-http").resolve("checkpoints.jsonl"));
    }

    @Bean
    PasswordKeys passwordKeys() {
        var key = new byte[PasswordKey.BYTES];
        new SecureRandom().nextBytes(key);
        var keys = new CopyOnWriteArrayList<>(List.of(PasswordKey.of(key)));
        return new PasswordKeys() {
            @Override
            public List<PasswordKey> all() {
                return keys;
            }

            @Override
            public void renew() {
                var renewed = new byte[PasswordKey.BYTES];
                new SecureRandom().nextBytes(renewed);
                keys.addFirst(PasswordKey.of(renewed));
            }

            @Override
            public void remove(String id) {
                keys.removeIf(old -> old.id().equals(id));
            }
        };
    }

    @Bean
    FileRoots fileRoots() {
        return new FileRoots(List.of(), List.of());
    }

    /** Lets everybody in whose password is "open". */
    @Bean
    StorageTester storageTester() {
        return location -> Objects.equals(location.password(), "open")
                ? Optional.empty()
                : Optional.of(new LocationTest.Failure(TestStep.LOGIN, "The password is not accepted."));
    }

    /** Every location holds the same three files, but for one that is away. */
    @Bean
    StorageBrowser storageBrowser() {
        return location -> {
            if (location.address().url().contains("away")) {
                throw new LocationUnavailable("It is away.");
            }
            var file = new StorageBrowser.File("b.img", 5, Instant.EPOCH);
            return new StorageBrowser.Listing(
                    List.of(
                            file,
                            new StorageBrowser.File("A.img.gz", 7, null),
                            new StorageBrowser.File("cafe\u0301.txt", 1, null)),
                    true);
        };
    }

    @Bean
    StorageWriter storageWriter() {
        return (location, fileName, content) -> {
            throw new LocationUnavailable("It is away.");
        };
    }

    @Bean
    StorageProbe storageProbe() {
        return (location, fileName) -> new StorageProbe.Found(fileName, OptionalLong.empty(), OptionalLong.empty());
    }
}
