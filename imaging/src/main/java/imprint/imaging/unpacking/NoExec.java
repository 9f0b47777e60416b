package imprint.imaging.unpacking;

import java.io.IOException;
import java.nio.file.Path;

/** There is no directory to unpack native code in; the message is one sentence for people. */
public final class NoExec extends IOException {
    NoExec(Path own, Path temporary) {
        super("Native code cannot be loaded from %s nor from %s, because both are mounted noexec."
                .formatted(own, temporary));
    }
}
