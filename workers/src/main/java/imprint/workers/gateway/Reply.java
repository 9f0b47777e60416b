package imprint.workers.gateway;

import imprint.workers.spool.FramePlace;

/** The answer to a request that is served. */
sealed interface Reply {

    record NoContent() implements Reply {}

    record Bytes(String type, byte[] content) implements Reply {

        static Bytes of(byte[] content) {
            return new Bytes("application/octet-stream", content);
        }
    }

    /** @param sent is run when the frame has been sent, or will not be */
    record Frame(FramePlace place, Runnable sent) implements Reply {}
}
