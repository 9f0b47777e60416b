package imprint.workers.storage;

import static java.util.Objects.requireNonNull;

import com.github.dockerjava.api.model.Capability;
import imprint.testing.FreePort;
import imprint.workers.nfs.NfsConnection;
import imprint.workers.nfs.NfsEndpoint;
import imprint.workflows.address.Server;
import imprint.workflows.address.StorageAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;

/**
 * An NFS-Ganesha with the exports {@code /srv/images} and {@code /srv/small}, versions 3 and 4.
 *
 * @param mountPort of version 3's mount protocol
 */
record Ganesha(StorageServer server, int mountPort) implements AutoCloseable {

    static Ganesha start(Path images) throws IOException {
        return start(images, Map.of());
    }

    /** @param settings as environment variables of its start */
    static Ganesha start(Path images, Map<String, String> settings) throws IOException {
        int mountPort = FreePort.find();
        StorageServer server = new StorageServer("ganesha", images)
                .withEnv("MOUNT_PORT", String.valueOf(mountPort))
                .withEnv(settings)
                // why: files are opened by their handles, which the engine's own filter of system calls forbids.
                .withCreateContainerCmdModifier(create -> requireNonNull(create.getHostConfig())
                        .withCapAdd(Capability.DAC_READ_SEARCH)
                        .withSecurityOpts(List.of("seccomp=unconfined")));
        server.start();
        return new Ganesha(server, mountPort);
    }

    StorageAddress.Nfs location(String export, String directory, int version, int user) {
        return new StorageAddress.Nfs(new Server("127.0.0.1", server.port()), export, directory, version, user, user);
    }

    /** Finds the mount protocol without a port mapper, of which a machine has but one. */
    ImageStore open(StorageAddress.Nfs location, CamelContext camel, StorageTimeouts timeouts) {
        return new NameForms(location, new NfsStore(location, endpoint(location, camel, timeouts)));
    }

    NfsConnection connect(StorageAddress.Nfs location, CamelContext camel) throws IOException {
        return endpoint(location, camel, StorageTimeouts.DEFAULT).connect();
    }

    private NfsEndpoint endpoint(StorageAddress.Nfs location, CamelContext camel, StorageTimeouts timeouts) {
        NfsEndpoint endpoint = NfsStore.endpoint(location, camel, timeouts);
        endpoint.setMountPort(mountPort);
        return endpoint;
    }

    @Override
    public void close() {
        server.close();
    }
}
