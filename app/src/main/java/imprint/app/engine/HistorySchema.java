package imprint.app.engine;

import java.util.Map;
import org.flywaydb.core.Flyway;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The engine's exporter writes into a schema of its own, which it does not make itself: its migrations have versions of
 * their own, and are run after the domain's by the one who migrates.
 */
@Configuration(proxyBeanMethods = false)
class HistorySchema {

    @Bean
    FlywayMigrationStrategy domainThenHistory() {
        return domain -> {
            domain.migrate();
            Flyway.configure()
                    .configuration(domain.getConfiguration())
                    .locations("classpath:imprint/history")
                    .schemas("history")
                    .placeholders(Map.of())
                    .load()
                    .migrate();
        };
    }
}
