package imprint.imaging.zstd;

import java.io.IOException;

/** The file's seek table contradicts itself or the file. */
public class SeekTableCorrupt extends IOException {

    public SeekTableCorrupt(String message) {
        super(message);
    }
}
