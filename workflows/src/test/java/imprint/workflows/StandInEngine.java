package imprint.workflows;

import com.google.protobuf.MessageLite;
import io.camunda.client.CamundaClient;
import io.camunda.zeebe.gateway.protocol.GatewayGrpc;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.CancelProcessInstanceRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.CancelProcessInstanceResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.CompleteJobRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.CompleteJobResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.DeployResourceRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.DeployResourceResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.FailJobRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.FailJobResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ModifyProcessInstanceRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ModifyProcessInstanceResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.PublishMessageRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.PublishMessageResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ResolveIncidentRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ResolveIncidentResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.SetVariablesRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.SetVariablesResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ThrowErrorRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ThrowErrorResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.UpdateJobRetriesRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.UpdateJobRetriesResponse;
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
    private final List<MessageLite> taken = new CopyOnWriteArrayList<>();
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

    /** What it was sent, refused or not, but for diagrams. */
    public List<MessageLite> taken() {
        return List.copyOf(taken);
    }

    @Override
    public void deployResource(DeployResourceRequest request, StreamObserver<DeployResourceResponse> answer) {
        answer(request.getResources(0).getName(), DeployResourceResponse.getDefaultInstance(), answer);
    }

    @Override
    public void publishMessage(PublishMessageRequest request, StreamObserver<PublishMessageResponse> answer) {
        take(request, request.getCorrelationKey(), PublishMessageResponse.getDefaultInstance(), answer);
    }

    @Override
    public void setVariables(SetVariablesRequest request, StreamObserver<SetVariablesResponse> answer) {
        take(request, request.getElementInstanceKey(), SetVariablesResponse.getDefaultInstance(), answer);
    }

    @Override
    public void completeJob(CompleteJobRequest request, StreamObserver<CompleteJobResponse> answer) {
        take(request, request.getJobKey(), CompleteJobResponse.getDefaultInstance(), answer);
    }

    @Override
    public void failJob(FailJobRequest request, StreamObserver<FailJobResponse> answer) {
        take(request, request.getJobKey(), FailJobResponse.getDefaultInstance(), answer);
    }

    @Override
    public void throwError(ThrowErrorRequest request, StreamObserver<ThrowErrorResponse> answer) {
        take(request, request.getJobKey(), ThrowErrorResponse.getDefaultInstance(), answer);
    }

    @Override
    public void cancelProcessInstance(
            CancelProcessInstanceRequest request, StreamObserver<CancelProcessInstanceResponse> answer) {
        take(request, request.getProcessInstanceKey(), CancelProcessInstanceResponse.getDefaultInstance(), answer);
    }

    @Override
    public void updateJobRetries(UpdateJobRetriesRequest request, StreamObserver<UpdateJobRetriesResponse> answer) {
        take(request, request.getJobKey(), UpdateJobRetriesResponse.getDefaultInstance(), answer);
    }

    @Override
    public void resolveIncident(ResolveIncidentRequest request, StreamObserver<ResolveIncidentResponse> answer) {
        take(request, request.getIncidentKey(), ResolveIncidentResponse.getDefaultInstance(), answer);
    }

    @Override
    public void modifyProcessInstance(
            ModifyProcessInstanceRequest request, StreamObserver<ModifyProcessInstanceResponse> answer) {
        take(request, request.getProcessInstanceKey(), ModifyProcessInstanceResponse.getDefaultInstance(), answer);
    }

    private <T> void take(MessageLite request, Object subject, T answer, StreamObserver<T> to) {
        taken.add(request);
        answer(subject.toString(), answer, to);
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
