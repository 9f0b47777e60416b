package imprint.workers.storage;

import static java.util.Objects.requireNonNull;

import com.github.dockerjava.api.model.Capability;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * An NFS-Ganesha with the exports {@code /srv/images} and {@code /srv/small}, versions 3 and 4.
 *
 * @param mountPort of version 3's mount protocol
 */
record Ganesha(StorageServer server, int mountPort) implements AutoCloseable {

    static Ganesha start(Path images) throws IOException {
        int mountPort = StorageServer.freePort();
        StorageServer server = new StorageServer("ganesha", images)
                .withEnv("MOUNT_PORT", String.valueOf(mountPort))
                // why: files are opened by their handles, which the engine's own filter of system calls forbids.
                .withCreateContainerCmdModifier(create -> requireNonNull(create.getHostConfig())
                        .withCapAdd(Capability.DAC_READ_SEARCH)
                        .withSecurityOpts(List.of("seccomp=unconfined")));
        server.start();
        return new Ganesha(server, mountPort);
    }

    @Override
    public void close() {
        server.close();
    }
}
