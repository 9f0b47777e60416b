package imprint.app.keys;

import imprint.imaging.token.TokenSigner;
import imprint.imaging.token.TokenVerifier;
import imprint.workflows.audit.AuditKeys;
import imprint.workflows.storage.PasswordKeys;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

@Configuration(proxyBeanMethods = false)
class KeyConfiguration {

    @Bean
    KeyFiles keyFiles(@Value("${imprint.keys:${imprint.data}/keys}") Path directory) {
        return new KeyFiles(directory);
    }

    @Bean
    @Profile("app")
    TokenSigner tokenSigner(KeyFiles keys) {
        return new TokenSigner(keys.transferKeys().getPrivate());
    }

    @Bean
    @Profile("app & worker")
    TokenVerifier ownTokenVerifier(KeyFiles keys, Clock clock) {
        return new TokenVerifier(keys.transferKeys().getPublic(), clock);
    }

    /** Of a process that signs none. */
    @Bean
    @Profile("!app")
    TokenVerifier tokenVerifier(KeyFiles keys, Clock clock) {
        return new TokenVerifier(keys.transferKey(), clock);
    }

    @Bean
    AuditKeys auditKeys(@Value("${imprint.keys:${imprint.data}/keys}") Path directory) {
        var keys = new AuditKeyFiles(directory);
        // why: a file that is damaged stops the start, and not the first act.
        keys.all();
        return keys;
    }

    @Bean
    @Profile("app")
    CheckpointKeys checkpointKeys(KeyFiles keys) {
        return new CheckpointKeys(keys.checkpointKeys());
    }

    @Bean
    PasswordKeys passwordKeys(
            @Value("${imprint.keys:${imprint.data}/keys}") Path directory,
            @Value("${imprint.password-keys:}") List<String> given) {
        // why not paths at once: Spring makes one path, null, of an empty setting.
        var keys = given.isEmpty()
                ? new PasswordKeyFiles(directory)
                : new GivenPasswordKeys(given.stream().map(Path::of).toList());
        // why: a file that is missing or damaged stops the start, and not the first operation.
        keys.all();
        return keys;
    }
}
