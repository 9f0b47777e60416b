package imprint.workers.storage;

import imprint.workflows.address.StorageAddress;
import imprint.workflows.address.Trust;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.component.http.HttpEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * Camel's clients for HTTP servers: one for each server of late, with its connections; logins are said with each request.
 */
final class HttpServers {

    /** More than are in use anywhere at a time; each port of each host that anybody tests is one. */
    static final int KEPT = 100;

    private final CamelContext camel;
    private final StorageTimeouts timeouts;
    private final Map<Server, HttpServer> servers = Collections.synchronizedMap(new Recent());

    HttpServers(CamelContext camel, StorageTimeouts timeouts) {
        this.camel = camel;
        this.timeouts = timeouts;
    }

    HttpServer of(StorageAddress.Http location) {
        URI address = new HttpAddress(location).server();
        return servers.computeIfAbsent(
                new Server(address, location.server().host(), location.tls()),
                server -> new HttpServer(endpoint(server)));
    }

    private HttpEndpoint endpoint(Server server) {
        HttpComponent component = new HttpComponent();
        component.setCamelContext(camel);
        component.setClientConnectionManager(HttpConnections.to(server.host(), server.tls(), timeouts));
        component.setHttpClientConfigurer(client -> client.setRequestExecutor(new HearingExecutor()));
        component.setConnectTimeout(timeouts.connect().toMillis());
        component.setConnectionRequestTimeout(timeouts.stall().toMillis());
        component.setSoTimeout(timeouts.stall().toMillis());
        component.setResponseTimeout(timeouts.stall().toMillis());
        component.setRedirectHandlingDisabled(true);
        component.setAutomaticRetriesDisabled(true);
        component.setContentCompressionDisabled(true);
        component.setCookieManagementDisabled(true);
        try {
            component.start();
            HttpEndpoint endpoint =
                    (HttpEndpoint) component.createEndpoint(server.address().toString());
            endpoint.setThrowExceptionOnFailure(false);
            // why both: a server may end an upload early, or answer it at any length.
            endpoint.setConnectionClose(true);
            endpoint.setIgnoreResponseBody(true);
            endpoint.start();
            return endpoint;
        } catch (Exception e) {
            throw new IllegalStateException("Camel could not make a client for " + server.address(), e);
        }
    }

    /** Lets the one go that was asked for longest ago; a transfer that still has it keeps it. */
    private static final class Recent extends LinkedHashMap<Server, HttpServer> {

        private Recent() {
            super(KEPT, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Server, HttpServer> eldest) {
            return size() > KEPT;
        }
    }

    private record Server(
            URI address, String host, @Nullable Trust tls) {}
}
