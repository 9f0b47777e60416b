package imprint.http;

import imprint.imaging.token.TokenSigner;
import imprint.workflows.command.HeartbeatSettings;
import imprint.workflows.operation.StepSettings;
import imprint.workflows.storage.PasswordCipher;
import imprint.workflows.storage.StorageProbe;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.OptionalLong;
import javax.crypto.KeyGenerator;
import javax.sql.DataSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The server without an engine: what is meant for it stays in the outbox, where a test can see it. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableScheduling
@EntityScan("imprint.workflows")
@EnableJpaRepositories("imprint.workflows")
@EnableConfigurationProperties({HeartbeatSettings.class, StepSettings.class})
@ComponentScan(
        basePackages = {
            "imprint.workflows",
            "imprint.http",
            "imprint.app.agent",
            "imprint.app.audit",
            "imprint.app.device",
            "imprint.app.image",
            "imprint.app.openapi",
            "imprint.app.operation",
            "imprint.app.page",
            "imprint.app.person",
            "imprint.app.problem",
            "imprint.app.product",
            "imprint.app.security",
            "imprint.app.storage"
        },
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
    PasswordCipher passwordCipher() throws NoSuchAlgorithmException {
        return new PasswordCipher(KeyGenerator.getInstance("AES").generateKey());
    }

    @Bean
    StorageProbe storageProbe() {
        return (location, fileName) -> new StorageProbe.Found(OptionalLong.empty(), OptionalLong.empty());
    }
}
