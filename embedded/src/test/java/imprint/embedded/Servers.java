package imprint.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Engine and database below one data directory, as the application has them, and a view of their processes. */
record Servers(DataDirectory data, EngineAndDatabase below) implements AutoCloseable {
    static Servers start(Path directory) {
        var data = DataDirectory.open(directory);
        return new Servers(
                data, new EngineAndDatabase(Distribution.current(), data, Optional.empty(), Optional.empty()));
    }

    static Servers startReady(Path directory) throws InterruptedException {
        var servers = start(directory);
        servers.below.awaitDatabase();
        servers.below.awaitEngine();
        return servers;
    }

    ProcessHandle postgres() {
        return only("-D " + data.path().resolve("postgres"));
    }

    ProcessHandle zeebe() {
        return only("StandaloneBroker");
    }

    /** The processes, whoever started them, that have this text in their command line. */
    static Stream<ProcessHandle> having(String text) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(text));
    }

    @Override
    public void close() throws IOException {
        below.close();
        data.close();
    }

    private ProcessHandle only(String text) {
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info().commandLine().orElse("").contains(text))
                .findAny()
                .orElseThrow();
    }
}
