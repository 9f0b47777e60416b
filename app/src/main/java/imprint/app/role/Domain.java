package imprint.app.role;

import imprint.workflows.device.HeartbeatSettings;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/**
 * The domain with its database, and the tasks of the role that this process has: the profile {@code app} takes those
 * that need the domain alone, {@code worker} those that move images at a site.
 */
@Configuration(proxyBeanMethods = false)
@ComponentScan({"imprint.workflows", "imprint.workers"})
@EntityScan("imprint.workflows")
@EnableJpaRepositories("imprint.workflows")
@EnableConfigurationProperties(HeartbeatSettings.class)
class Domain {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
