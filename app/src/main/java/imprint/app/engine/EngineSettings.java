package imprint.app.engine;

import imprint.embedded.EngineAccess;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param address of a Zeebe gateway's gRPC, as in {@code http://127.0.0.1:26500}
 * @param certificate a file with what is believed of it, where it has TLS
 */
@ConfigurationProperties("imprint.engine")
record EngineSettings(URI address, @Nullable Path certificate) {

    EngineSettings {
        if (!"http".equals(address.getScheme()) && !"https".equals(address.getScheme())) {
            throw new IllegalArgumentException(
                    "imprint.engine.address is %s: give it as http://HOST:PORT.".formatted(address));
        }
    }

    EngineAccess access() {
        return new EngineAccess(address, Optional.ofNullable(certificate));
    }
}
