package imprint.app.role;

import imprint.app.audit.CheckpointFile;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** Where checkpoints of the audit trail are kept: not in the database, and best not on its machine. */
@Configuration(proxyBeanMethods = false)
@Profile("app")
class CheckpointPlace {

    @Bean
    CheckpointFile checkpointFile(
            @Value("${imprint.audit.checkpoints:${imprint.data}/audit/checkpoints.jsonl}") Path file) {
        return new CheckpointFile(file);
    }
}
