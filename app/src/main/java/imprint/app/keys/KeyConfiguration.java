package imprint.app.keys;

import imprint.imaging.token.TokenSigner;
import imprint.imaging.token.TokenVerifier;
import imprint.workflows.storage.PasswordCipher;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class KeyConfiguration {

    @Bean
    KeyFiles keyFiles(@Value("${imprint.keys:${imprint.data}/keys}") Path directory) {
        return new KeyFiles(directory);
    }

    @Bean
    TokenSigner tokenSigner(KeyFiles keys) {
        return new TokenSigner(keys.transferKeys().getPrivate());
    }

    @Bean
    TokenVerifier tokenVerifier(KeyFiles keys, Clock clock) {
        return new TokenVerifier(keys.transferKeys().getPublic(), clock);
    }

    @Bean
    PasswordCipher passwordCipher(KeyFiles keys) {
        return new PasswordCipher(keys.passwordKey());
    }
}
