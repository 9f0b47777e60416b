package imprint.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camunda.client.api.command.ClientException;
import io.camunda.zeebe.gateway.protocol.GatewayGrpc;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.TopologyRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.TopologyResponse;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway that has taken the port of the embedded engine while that was down. */
class FalseEngineTest {
    private static final String HOST = "127.0.0.1";
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    Path temporary;

    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void isToldNothingWithACertificateOfItsOwn() throws Exception {
        var ours = certificate("ours");
        var theirs = certificate("theirs");
        var server = started(gateway()
                .useTransportSecurity(
                        theirs.certificate().toFile(), theirs.key().toFile()));
        try {
            assertThatThrownBy(() -> askForTopology(server, ours)).isInstanceOf(ClientException.class);
            assertThat(asked).hasValue(0);

            askForTopology(server, theirs);
            assertThat(asked).hasValue(1);
        } finally {
            server.shutdownNow();
        }
    }

    @Test
    void isToldNothingWithoutACertificate() throws Exception {
        var server = started(gateway());
        try {
            var ours = certificate("ours");
            assertThatThrownBy(() -> askForTopology(server, ours)).isInstanceOf(ClientException.class);
            assertThat(asked).hasValue(0);
        } finally {
            server.shutdownNow();
        }
    }

    @Test
    void theCertificateHoldsWhateverTheClockSaysAndItsKeyIsForItsOwnerAlone() throws Exception {
        var made = certificate("ours");

        try (var file = Files.newInputStream(made.certificate())) {
            var certificate =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(file);
            certificate.checkValidity(Date.from(Instant.EPOCH));
            certificate.checkValidity(Date.from(Instant.parse("2199-01-01T00:00:00Z")));
            certificate.verify(certificate.getPublicKey());
        }
        assertThat(Files.getPosixFilePermissions(made.key())).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void anotherStartHasAnotherKey() throws Exception {
        var first = Files.readString(certificate("ours").key());

        assertThat(Files.readString(certificate("ours").key())).isNotEqualTo(first);
    }

    private EngineCertificate certificate(String owner) {
        return EngineCertificate.make(new Secrets(temporary.resolve(owner)), HOST);
    }

    private static void askForTopology(Server server, EngineCertificate believed) {
        var address = URI.create("https://%s:%d".formatted(HOST, server.getPort()));
        try (var client = new EngineAccess(address, Optional.of(believed.certificate()))
                .client()
                .build()) {
            client.newTopologyRequest().requestTimeout(LIMIT).send().join();
        }
    }

    private NettyServerBuilder gateway() {
        return NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(new GatewayGrpc.GatewayImplBase() {
                    @Override
                    public void topology(TopologyRequest request, StreamObserver<TopologyResponse> answer) {
                        asked.incrementAndGet();
                        answer.onNext(TopologyResponse.getDefaultInstance());
                        answer.onCompleted();
                    }
                });
    }

    private static Server started(NettyServerBuilder server) throws IOException {
        return server.build().start();
    }
}
