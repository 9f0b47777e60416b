package imprint.embedded;

import java.io.IOException;

/** A server that runs as a child process: how it is started, recognised as ready, and asked to stop. */
sealed interface Child permits EmbeddedPostgres, EmbeddedZeebe {
    /** For people. */
    String name();

    /** What is to be run; called before each start, also after a crash. */
    ProcessBuilder command() throws IOException;

    boolean isReady();

    /** How it is while its process runs; asked every few seconds. */
    default Condition condition() {
        return Condition.WORKS;
    }

    /** The signal that asks for an orderly stop, such as {@code TERM}. */
    String stopSignal();
}
