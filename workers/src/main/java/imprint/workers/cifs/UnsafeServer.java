package imprint.workers.cifs;

import java.io.IOException;

/** The server does not protect what is sent as we demand it; the message is a sentence that says what to change. */
public final class UnsafeServer extends IOException {

    UnsafeServer(String sentence) {
        super(sentence);
    }
}
