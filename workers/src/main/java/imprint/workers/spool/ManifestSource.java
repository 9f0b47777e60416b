package imprint.workers.spool;

import java.io.IOException;
import java.io.OutputStream;

/** Where a manifest can be had. */
@FunctionalInterface
public interface ManifestSource {

    void writeTo(OutputStream out) throws IOException;
}
