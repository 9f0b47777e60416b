package imprint.app.keys;

import imprint.workflows.audit.AuditKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;

/** What is in a directory of keys, for somebody who makes none. */
public record KeptKeys(Path directory) {

    /** @throws IllegalStateException there are none */
    public AuditKeys auditKeys() {
        find("audit.key");
        return new AuditKeyFiles(directory);
    }

    /** @throws IllegalStateException there is none */
    public PublicKey checkpointKey() {
        find("checkpoint.key");
        return new KeyFiles(directory).checkpointKeys().getPublic();
    }

    private void find(String name) {
        if (Files.notExists(directory.resolve(name))) {
            throw new IllegalStateException(
                    "There is no %s in %s; --keys names the directory of the installation's keys."
                            .formatted(name, directory));
        }
    }
}
