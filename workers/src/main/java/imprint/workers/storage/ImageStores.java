package imprint.workers.storage;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.component.http.HttpEndpoint;

/** Opens storage locations. */
public final class ImageStores {

    private final CamelContext camel;
    private final StorageTimeouts timeouts;
    private final Map<URI, HttpEndpoint> servers = new ConcurrentHashMap<>();

    public ImageStores(CamelContext camel, StorageTimeouts timeouts) {
        this.camel = camel;
        this.timeouts = timeouts;
    }

    /** Nothing is connected yet; whether the location answers shows in what is asked of it. */
    public ImageStore open(StorageLocation location) {
        return switch (location) {
            case StorageLocation.Directory directory -> new DirectoryStore(directory, camel);
            // why: until they encrypt, they must not send a password to where encryption was asked for.
            case StorageLocation.Ftp ftp when ftp.tls() != null -> throw new UnsupportedOperationException(ftp.label());
            case StorageLocation.Http http
            when http.tls() != null -> throw new UnsupportedOperationException(http.label());
            case StorageLocation.Ftp ftp -> new FtpStore(ftp, camel, timeouts);
            case StorageLocation.Http http -> new HttpStore(http, server(http), camel);
            case StorageLocation.Cifs cifs -> new CifsStore(cifs, camel, timeouts);
            case StorageLocation.Nfs nfs -> new NfsStore(nfs, NfsStore.endpoint(nfs, camel, timeouts));
        };
    }

    /** One for each server, with its connections; logins are said with each request. */
    private HttpEndpoint server(StorageLocation.Http location) {
        return servers.computeIfAbsent(new HttpAddress(location).server(), this::endpoint);
    }

    private HttpEndpoint endpoint(URI server) {
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
        try {
            component.start();
            HttpEndpoint endpoint = (HttpEndpoint) component.createEndpoint(server.toString());
            endpoint.setThrowExceptionOnFailure(false);
            endpoint.start();
            return endpoint;
        } catch (Exception e) {
            throw new IllegalStateException("Camel could not make a client for " + server, e);
        }
    }
}
