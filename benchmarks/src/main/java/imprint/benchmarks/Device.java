package imprint.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A virtual device: the agent out of its distribution, and a file that is its disk. */
record Device(UUID id, ChildProcess agent) {

    static Device start(Laboratory laboratory, Imprint imprint, Path disk) throws IOException, InterruptedException {
        var name = disk.getFileName().toString().replaceAll("\\W", "-");
        var agent = laboratory.running(ChildProcess.start(
                List.of(
                        System.getProperty("imprint.agent"),
                        "--server",
                        imprint.api().server().toString(),
                        "--disk",
                        disk.toString(),
                        "--product",
                        Api.PRODUCT,
                        "--host-name",
                        name),
                Map.of("IMPRINT_JOIN_TOKEN", imprint.api().joinToken()),
                laboratory.file(name + ".log")));
        return new Device(awaitEnrolment(imprint.api(), name, agent), agent);
    }

    private static UUID awaitEnrolment(Api api, String hostName, ChildProcess agent)
            throws IOException, InterruptedException {
        var device = api.device(hostName);
        while (device.isEmpty()) {
            agent.requireAlive();
            Thread.sleep(100);
            device = api.device(hostName);
        }
        return device.get();
    }
}
