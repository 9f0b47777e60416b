package imprint.embedded;

import io.camunda.client.CamundaClient;
import io.camunda.client.CamundaClientBuilder;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A Zeebe gateway, and whom to take for it.
 *
 * @param address of its gRPC, such as {@code http://zeebe:26500}; https where it has TLS
 * @param certificate a file with the one certificate, or the one authority, that is believed in place of those that the
 *     Java runtime believes
 */
public record EngineAccess(URI address, Optional<Path> certificate) {
    /** As every client of it begins. */
    public CamundaClientBuilder client() {
        var client = CamundaClient.newClientBuilder()
                .grpcAddress(address)
                .preferRestOverGrpc(false)
                .applyEnvironmentVariableOverrides(false);
        certificate.map(Path::toString).ifPresent(client::caCertificatePath);
        return client;
    }
}
