package imprint.app.web;

import jakarta.servlet.http.HttpServletRequest;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.AbstractProtocol;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.TomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * A port of people's own, where their scripts and whoever watches over the server get in however many devices hold the
 * other one. Devices are not served there.
 */
@Component
@Order(SmallBuffers.ORDER + 1)
class PeoplesDoor implements WebServerFactoryCustomizer<TomcatWebServerFactory> {

    private static final int NONE = -1;
    private static final int MOST_CONNECTIONS = 1_000;

    private final int port;
    private @Nullable Connector connector;

    PeoplesDoor(@Value("${imprint.web.people-port:-1}") int port) {
        if (port < NONE || port > 65_535) {
            throw new IllegalArgumentException(
                    "imprint.web.people-port is %s: give 1 to 65535, or 0 for any free one.".formatted(port));
        }
        this.port = port;
    }

    @Override
    public void customize(TomcatWebServerFactory factory) {
        if (port == NONE) {
            return;
        }
        var own = new Connector();
        factory.getConnectorCustomizers().forEach(customizer -> customizer.customize(own));
        if (own.getProtocolHandler() instanceof AbstractProtocol<?> protocol) {
            protocol.setAddress(factory.getAddress());
            protocol.setMaxConnections(MOST_CONNECTIONS);
        }
        own.setPort(port);
        factory.addAdditionalConnectors(own);
        connector = own;
    }

    boolean isTakenBy(HttpServletRequest request) {
        return connector != null && request.getLocalPort() == connector.getLocalPort();
    }
}
