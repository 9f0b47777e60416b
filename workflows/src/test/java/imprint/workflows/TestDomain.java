package imprint.workflows;

import imprint.imaging.token.TokenSigner;
import imprint.workflows.audit.AuditKey;
import imprint.workflows.audit.AuditKeys;
import imprint.workflows.device.HeartbeatSettings;
import imprint.workflows.operation.StepSettings;
import imprint.workflows.storage.FileRoots;
import imprint.workflows.storage.StorageBrowser;
import imprint.workflows.storage.StorageProbe;
import imprint.workflows.storage.StorageTester;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@ComponentScan(
        basePackages = "imprint.workflows",
        excludeFilters =
                @ComponentScan.Filter(
                        type = FilterType.REGEX,
                        pattern = {
                            "imprint.workflows.engine.(OutboxDispatcher|ProcessDeployment)",
                            "imprint.workflows.operation.(Reconciler|LostGateways)",
                            ".*Test.*"
                        }))
@EntityScan("imprint.workflows")
@EnableJpaRepositories("imprint.workflows")
@EnableConfigurationProperties({StepSettings.class, HeartbeatSettings.class})
class TestDomain {

    @Bean(destroyMethod = "close")
    EmbeddedPostgres postgres() throws IOException {
        return EmbeddedPostgres.start();
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
    TokenSigner tokenSigner() throws GeneralSecurityException {
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
    TestKeys passwordKeys() {
        return new TestKeys();
    }

    @Bean
    FileRoots fileRoots() {
        return new FileRoots(List.of(), List.of());
    }

    @Bean
    StorageTester storageTester() {
        return location -> Optional.empty();
    }

    @Bean
    StorageBrowser storageBrowser() {
        return location -> new StorageBrowser.Listing(List.of(), true);
    }

    /** A location that answers, has room, and holds nothing. */
    @Bean
    StorageProbe storageProbe() {
        return (location, fileName) -> new StorageProbe.Found(fileName, OptionalLong.empty(), OptionalLong.empty());
    }
}
