package imprint.workers.spool;

import java.io.IOException;

/** What a device sends does not belong to the capture that was begun; the message is a sentence. */
public final class CaptureRefused extends IOException {

    CaptureRefused(String sentence) {
        super(sentence);
    }
}
