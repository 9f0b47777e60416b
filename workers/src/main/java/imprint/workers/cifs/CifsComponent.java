package imprint.workers.cifs;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/** {@code cifs:host:port/share/directory}: files of an SMB server. The login never stands in the URI. */
public final class CifsComponent extends DefaultComponent {

    private static final Pattern PLACE =
            Pattern.compile("(?<host>\\[[^]]+]|[^:/@]+)(:(?<port>\\d{1,5}))?/(?<share>[^/]+)(/(?<directory>.*))?");

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        Matcher place = PLACE.matcher(remaining);
        if (!place.matches()) {
            throw new IllegalArgumentException("cifs takes host:port/share/directory, without a login in it");
        }
        CifsEndpoint endpoint = new CifsEndpoint(uri, this);
        endpoint.setHost(place.group("host"));
        if (place.group("port") != null) {
            endpoint.setPort(Integer.parseInt(place.group("port")));
        }
        endpoint.setShare(place.group("share"));
        if (place.group("directory") != null) {
            endpoint.setDirectory(place.group("directory"));
        }
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
