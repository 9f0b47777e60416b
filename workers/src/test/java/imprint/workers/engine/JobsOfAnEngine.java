package imprint.workers.engine;

import io.camunda.zeebe.gateway.protocol.GatewayGrpc;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ActivateJobsRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ActivateJobsResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ActivatedJob;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.CompleteJobRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.CompleteJobResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.FailJobRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.FailJobResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ThrowErrorRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ThrowErrorResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.UpdateJobTimeoutRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.UpdateJobTimeoutResponse;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Stands in for an engine that has jobs of one type: it keeps those waiting who ask while there is none. */
final class JobsOfAnEngine extends GatewayGrpc.GatewayImplBase implements AutoCloseable {

    static final String TYPE = "test";

    private final BlockingQueue<ActivatedJob> waiting = new LinkedBlockingQueue<>();
    private final List<Long> completed = new CopyOnWriteArrayList<>();
    private final Map<Long, Integer> failed = new ConcurrentHashMap<>();
    private final Map<Long, String> errors = new ConcurrentHashMap<>();
    private final Map<Long, Duration> deferred = new ConcurrentHashMap<>();
    private final Server server;

    JobsOfAnEngine() throws IOException {
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .addService(this)
                .build()
                .start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getPort());
    }

    void offer(long key, String kind) {
        waiting.add(ActivatedJob.newBuilder()
                .setKey(key)
                .setType(TYPE)
                .setRetries(5)
                .setVariables("{\"kind\":\"%s\"}".formatted(kind))
                .setCustomHeaders("{}")
                .build());
    }

    int waiting() {
        return waiting.size();
    }

    List<Long> completed() {
        return completed;
    }

    /** The retries that each has left. */
    Map<Long, Integer> failed() {
        return failed;
    }

    Map<Long, String> errors() {
        return errors;
    }

    Map<Long, Duration> deferred() {
        return deferred;
    }

    @Override
    public void activateJobs(ActivateJobsRequest request, StreamObserver<ActivateJobsResponse> answer) {
        try {
            var jobs = new ArrayList<ActivatedJob>();
            var first = waiting.poll(request.getRequestTimeout(), TimeUnit.MILLISECONDS);
            if (first != null) {
                jobs.add(first);
                waiting.drainTo(jobs, request.getMaxJobsToActivate() - 1);
                answer.onNext(ActivateJobsResponse.newBuilder().addAllJobs(jobs).build());
            }
            answer.onCompleted();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void completeJob(CompleteJobRequest request, StreamObserver<CompleteJobResponse> answer) {
        completed.add(request.getJobKey());
        done(CompleteJobResponse.getDefaultInstance(), answer);
    }

    @Override
    public void failJob(FailJobRequest request, StreamObserver<FailJobResponse> answer) {
        failed.put(request.getJobKey(), request.getRetries());
        done(FailJobResponse.getDefaultInstance(), answer);
    }

    @Override
    public void throwError(ThrowErrorRequest request, StreamObserver<ThrowErrorResponse> answer) {
        errors.put(request.getJobKey(), request.getErrorCode());
        done(ThrowErrorResponse.getDefaultInstance(), answer);
    }

    @Override
    public void updateJobTimeout(UpdateJobTimeoutRequest request, StreamObserver<UpdateJobTimeoutResponse> answer) {
        deferred.put(request.getJobKey(), Duration.ofMillis(request.getTimeout()));
        done(UpdateJobTimeoutResponse.getDefaultInstance(), answer);
    }

    private static <T> void done(T answer, StreamObserver<T> to) {
        to.onNext(answer);
        to.onCompleted();
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
