package imprint.imaging.manifest;

import java.io.IOException;

/** A manifest, or a page of one, is not what its digest or its form says. */
public class ManifestCorrupt extends IOException {

    public ManifestCorrupt(String message) {
        super(message);
    }
}
