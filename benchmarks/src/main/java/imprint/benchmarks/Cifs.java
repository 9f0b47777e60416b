package imprint.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Samba, and smbclient; both sign. */
final class Cifs {

    private Cifs() {}

    static StorageServer start(Laboratory laboratory) throws IOException, InterruptedException {
        var server = StorageContainer.start(laboratory, "samba", Map.of(), List.of());
        var login = Secret.file(
                laboratory,
                "smb-login",
                "username = %s\npassword = %s\n".formatted(StorageContainer.USER, server.password()));
        var smbclient = "smbclient //127.0.0.1/%s --port %s --authentication-file %s --client-protection sign"
                .formatted(StorageContainer.FILES, server.port(), login);
        return new StorageServer(
                server.location("cifs", Map.of()),
                "smbclient",
                smbclient + " --command \"get $1 /dev/null\"",
                smbclient + " --command \"get $1 -\"",
                smbclient + " --command \"put $1 $2\"");
    }
}
