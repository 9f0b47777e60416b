package imprint.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Who has devices with disks, and asks for operations on them. */
final class Administrator implements AutoCloseable {

    static final long MIB = 1 << 20;
    static final long DISK_BYTES = 200 * MIB + 4096;
    static final long RANDOM_BYTES = 160 * MIB;
    static final long HALF_WAY = RANDOM_BYTES / 2;

    private static final Path AGENT =
            Path.of("../agent/target/dist/bin/imprint-agent").toAbsolutePath().normalize();

    private final Api api;
    private final URI server;
    private final Path directory;
    private final List<Agent> agents = new ArrayList<>();
    private final Set<String> products = new HashSet<>();
    private int count;

    /** @param directory for disks, and what the agents say */
    Administrator(Api api, URI server, Path directory) {
        this.api = api;
        this.server = server;
        this.directory = directory;
    }

    Agent fullDevice() throws IOException, InterruptedException {
        return device(DISK_BYTES, RANDOM_BYTES);
    }

    Agent blankDevice() throws IOException, InterruptedException {
        return device(DISK_BYTES, 0);
    }

    /** A device with such a disk, enrolled and heard. */
    Agent device(long diskBytes, long randomBytes) throws IOException, InterruptedException {
        var name = "device-" + count++;
        var disk = Disks.random(directory.resolve(name), diskBytes, randomBytes);
        var token = api.post("join-tokens", Map.of("description", name, "site", "main", "uses", 1, "validFor", "PT1H"))
                .get("secret")
                .asString();
        var agent =
                new Agent(AGENT, server, Secret.write(directory.resolve(name + ".join"), token), name, disk, directory);
        agents.add(agent);
        agent.start();
        agent.awaitReady(api);
        return agent;
    }

    String diskCondition(Agent device) throws IOException, InterruptedException {
        return api.get("devices/" + device.id()).get("diskCondition").asString();
    }

    UUID location(Path path) throws IOException, InterruptedException {
        return location(Map.of("kind", "FILE", "directory", path.toString()));
    }

    UUID location(Map<String, ?> address) throws IOException, InterruptedException {
        var asked = new HashMap<String, Object>(address);
        asked.put("name", "location " + count++);
        return UUID.fromString(api.post("storage-locations", asked).get("id").asString());
    }

    Operation clone(Agent device, String fileName, UUID locationId) throws IOException, InterruptedException {
        return new Operation(
                api,
                api.post(
                        "operations/clone",
                        Map.of(
                                "deviceId",
                                device.id(),
                                "name",
                                fileName + count++,
                                "fileName",
                                fileName,
                                "locationId",
                                locationId)));
    }

    /** @param more such as digests, or another product than the agents' */
    Operation add(String fileName, UUID locationId, Map<String, String> more) throws IOException, InterruptedException {
        var asked = new HashMap<String, Object>(Map.of(
                "name", fileName + count++, "fileName", fileName, "locationId", locationId, "product", Agent.PRODUCT));
        asked.putAll(more);
        addProduct(more.getOrDefault("product", Agent.PRODUCT));
        return new Operation(api, api.post("operations/add", asked));
    }

    private void addProduct(String name) throws IOException, InterruptedException {
        if (products.add(name)) {
            api.post("products", Map.of("name", name));
        }
    }

    Operation apply(UUID imageId, Agent device) throws IOException, InterruptedException {
        return apply(imageId, device, true);
    }

    Operation apply(UUID imageId, Agent device, boolean rebootOnSuccess) throws IOException, InterruptedException {
        var started = api.post(
                "operations/apply",
                Map.of("imageId", imageId, "deviceIds", List.of(device.id()), "rebootOnSuccess", rebootOnSuccess));
        return new Operation(api, started.get(0));
    }

    List<UUID> operationsWithIncidents() throws IOException, InterruptedException {
        var found = new ArrayList<UUID>();
        for (var operation : api.get("operations?incident=true").get("content")) {
            assertThat(operation.get("incident").asBoolean()).isTrue();
            found.add(UUID.fromString(operation.get("id").asString()));
        }
        return found;
    }

    @Override
    public void close() {
        agents.forEach(Agent::kill);
    }
}
