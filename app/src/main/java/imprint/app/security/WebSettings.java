package imprint.app.security;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How people reach the web server.
 *
 * @param hostNames by which it is called, besides {@code localhost} and addresses
 */
@ConfigurationProperties("imprint.web")
record WebSettings(@DefaultValue List<String> hostNames) {

    boolean isOwnName(String name) {
        return hostNames.stream().anyMatch(name::equalsIgnoreCase);
    }
}
