package imprint.app.engine;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** @param address of a Zeebe gateway's gRPC, as in {@code http://127.0.0.1:26500} */
@ConfigurationProperties("imprint.engine")
record EngineSettings(URI address) {

    EngineSettings {
        if (!"http".equals(address.getScheme()) && !"https".equals(address.getScheme())) {
            throw new IllegalArgumentException(
                    "imprint.engine.address is %s: give it as http://HOST:PORT.".formatted(address));
        }
    }
}
