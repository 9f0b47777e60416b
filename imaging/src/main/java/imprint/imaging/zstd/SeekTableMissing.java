package imprint.imaging.zstd;

import java.io.IOException;

/** The file has no seek table by which chunks could be found: it is to be read from its beginning. */
public class SeekTableMissing extends IOException {

    public SeekTableMissing(String message) {
        super(message);
    }
}
