package imprint.workflows;

import io.camunda.client.CamundaClient;
import io.camunda.zeebe.gateway.protocol.GatewayGrpc;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.DeployResourceRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.DeployResourceResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.PublishMessageRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.PublishMessageResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.SetVariablesRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.SetVariablesResponse;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes what the engine's real client sends, over its real protocol, and refuses what a test says. */
public final class StandInEngine extends GatewayGrpc.GatewayImplBase implements AutoCloseable {

    /** What requests are told apart by: a correlation key, the key of an instance, the name of a file. */
    private final Map<String, Status> refusals = new ConcurrentHashMap<>();

    private final Map<String, Runnable> happenings = new ConcurrentHashMap<>();

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Server server;
    private final CamundaClient client;

    public StandInEngine() throws IOException {
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(this)
                .build()
                .start();
        client = CamundaClient.newClientBuilder()
                .grpcAddress(URI.create("http://127.0.0.1:" + server.getPort()))
                .preferRestOverGrpc(false)
                .applyEnvironmentVariableOverrides(false)
                .build();
    }

    public CamundaClient client() {
        return client;
    }

    public void refuse(String subject, Status status) {
        refusals.put(subject, status);
    }

    public void takeAgain(String subject) {
        refusals.remove(subject);
    }

    /** Lets this happen when it is asked, before it answers. */
    public void meanwhile(String subject, Runnable happening) {
        happenings.put(subject, happening);
    }

    public long timesAsked(String subject) {
        return asked.stream().filter(subject::equals).count();
    }

    @Override
    public void deployResource(DeployResourceRequest request, StreamObserver<DeployResourceResponse> answer) {
        answer(request.getResources(0).getName(), DeployResourceResponse.getDefaultInstance(), answer);
    }

    @Override
    public void publishMessage(PublishMessageRequest request, StreamObserver<PublishMessageResponse> answer) {
        answer(request.getCorrelationKey(), PublishMessageResponse.getDefaultInstance(), answer);
    }

    @Override
    public void setVariables(SetVariablesRequest request, StreamObserver<SetVariablesResponse> answer) {
        answer(Long.toString(request.getElementInstanceKey()), SetVariablesResponse.getDefaultInstance(), answer);
    }

    private <T> void answer(String subject, T answer, StreamObserver<T> to) {
        asked.add(subject);
        happenings.getOrDefault(subject, () -> {}).run();
        var refusal = refusals.get(subject);
        if (refusal == null) {
            to.onNext(answer);
            to.onCompleted();
        } else {
            to.onError(refusal.asRuntimeException());
        }
    }

    @Override
    public void close() {
        client.close();
        server.shutdownNow();
    }
}
