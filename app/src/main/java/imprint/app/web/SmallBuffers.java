package imprint.app.web;

import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.springframework.boot.tomcat.TomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** A device that waits for its answer holds a connection, all day: it is to hold little else. */
@Component
@Order(SmallBuffers.ORDER)
class SmallBuffers implements WebServerFactoryCustomizer<TomcatWebServerFactory> {

    /** After the settings, which are the web server's own. */
    static final int ORDER = 100;

    private static final int SOCKET_BYTES = 1 << 10;
    private static final int RESPONSE_HEAD_BYTES = 2 << 10;

    @Override
    public void customize(TomcatWebServerFactory factory) {
        factory.setProtocol(SmallAnswers.class.getName());
        factory.addConnectorCustomizers(connector -> {
            if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
                http.setProperty("socket.appReadBufSize", Integer.toString(SOCKET_BYTES));
                http.setProperty("socket.appWriteBufSize", Integer.toString(SOCKET_BYTES));
                http.setMaxHttpResponseHeaderSize(RESPONSE_HEAD_BYTES);
            }
        });
    }
}
