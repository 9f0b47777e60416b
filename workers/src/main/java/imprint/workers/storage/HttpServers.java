package imprint.workers.storage;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.jspecify.annotations.Nullable;

/** Camel's clients for HTTP servers: one for each server, with its connections; logins are said with each request. */
final class HttpServers {

    private final CamelContext camel;
    private final StorageTimeouts timeouts;
    private final Map<Server, HttpEndpoint> servers = new ConcurrentHashMap<>();

    HttpServers(CamelContext camel, StorageTimeouts timeouts) {
        this.camel = camel;
        this.timeouts = timeouts;
    }

    HttpEndpoint of(StorageLocation.Http location) {
        URI address = new HttpAddress(location).server();
        return servers.computeIfAbsent(new Server(address, location.host(), location.tls()), this::endpoint);
    }

    private HttpEndpoint endpoint(Server server) {
        HttpComponent component = new HttpComponent();
        component.setCamelContext(camel);
        component.setConnectTimeout(timeouts.connect().toMillis());
        component.setConnectionRequestTimeout(timeouts.stall().toMillis());
        component.setSoTimeout(timeouts.stall().toMillis());
        component.setResponseTimeout(timeouts.stall().toMillis());
        component.setRedirectHandlingDisabled(true);
        component.setAutomaticRetriesDisabled(true);
        component.setContentCompressionDisabled(true);
        component.setCookieManagementDisabled(true);
        if (server.tls() != null) {
            component.setSslContextParameters(new CheckedTls(server.tls(), server.host()));
            // why: the certificate's check looks at the name, where it is to be looked at.
            component.setX509HostnameVerifier(NoopHostnameVerifier.INSTANCE);
        }
        try {
            component.start();
            HttpEndpoint endpoint =
                    (HttpEndpoint) component.createEndpoint(server.address().toString());
            endpoint.setThrowExceptionOnFailure(false);
            endpoint.start();
            return endpoint;
        } catch (Exception e) {
            throw new IllegalStateException("Camel could not make a client for " + server.address(), e);
        }
    }

    private record Server(
            URI address, String host, @Nullable TlsTrust tls) {}
}
