package imprint.workers.nfs;

import java.util.List;
import java.util.Map;
import org.apache.camel.support.DefaultComponent;
import org.jspecify.annotations.Nullable;

/** {@code to("nfs:HOST/EXPORT?uid=1000&gid=1000")}: the files of an NFS server, where a route ends. */
public final class NfsComponent extends DefaultComponent {

    private final List<String> sonames;
    private @Nullable LibNfs library;

    public NfsComponent() {
        this(LibNfs.SONAMES);
    }

    NfsComponent(List<String> sonames) {
        this.sonames = sonames;
    }

    @Override
    protected NfsEndpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        int slash = remaining.indexOf('/');
        if (slash < 1) {
            throw new IllegalArgumentException("Say the host and the export, as in nfs:host/export: " + uri);
        }
        var endpoint = new NfsEndpoint(uri, this, remaining.substring(0, slash), remaining.substring(slash));
        endpoint.configureProperties(parameters);
        return endpoint;
    }

    /** Looked for when it is first needed: who has no NFS server needs no library. */
    synchronized LibNfs library() throws NfsException {
        LibNfs known = library;
        if (known == null) {
            known = LibNfs.load(sonames);
            library = known;
        }
        return known;
    }
}
