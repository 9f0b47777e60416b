package imprint.workers.spool;

import java.io.IOException;
import java.io.InputStream;

/** Where a manifest can be had. */
@FunctionalInterface
public interface ManifestSource {

    InputStream open() throws IOException;
}
