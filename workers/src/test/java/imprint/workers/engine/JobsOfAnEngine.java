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
import io.grpc.Status;
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
import java.util.concurrent.atomic.AtomicInteger;

/** Stands in for an engine: it keeps those waiting who ask while there is none. */
final class JobsOfAnEngine extends GatewayGrpc.GatewayImplBase implements AutoCloseable {

    static final String TYPE = "test";

    private final Map<String, BlockingQueue<ActivatedJob>> waiting = new ConcurrentHashMap<>();
    private final AtomicInteger asking = new AtomicInteger();
    private final List<Long> completed = new CopyOnWriteArrayList<>();
    private final Map<Long, FailJobRequest> failed = new ConcurrentHashMap<>();
    private final List<Long> renewals = new CopyOnWriteArrayList<>();
    private final Map<Long, ThrowErrorRequest> errors = new ConcurrentHashMap<>();
    private final Map<Long, Duration> deferred = new ConcurrentHashMap<>();
    private final Server server;
    private volatile boolean accepts = true;

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
        offer(TYPE, key, kind, 5);
    }

    void offer(String type, long key, String kind, int retries) {
        waiting(type)
                .add(ActivatedJob.newBuilder()
                        .setKey(key)
                        .setType(type)
                        .setRetries(retries)
                        .setVariables("{\"kind\":\"%s\"}".formatted(kind))
                        .setCustomHeaders("{}")
                        .build());
    }

    int waiting() {
        return waiting(TYPE).size();
    }

    /** Workers that wait for a job. */
    int asking() {
        return asking.get();
    }

    List<Long> completed() {
        return completed;
    }

    Map<Long, FailJobRequest> failed() {
        return failed;
    }

    Map<Long, ThrowErrorRequest> errors() {
        return errors;
    }

    Map<Long, Duration> deferred() {
        return deferred;
    }

    /** The jobs whose leases were lengthened, each as often as that was done. */
    List<Long> renewals() {
        return renewals;
    }

    /** From now on it does not accept that a job is complete. */
    void acceptsNothing() {
        accepts = false;
    }

    @Override
    public void activateJobs(ActivateJobsRequest request, StreamObserver<ActivateJobsResponse> answer) {
        asking.incrementAndGet();
        try {
            var jobs = new ArrayList<ActivatedJob>();
            var offered = waiting(request.getType());
            var first = offered.poll(request.getRequestTimeout(), TimeUnit.MILLISECONDS);
            if (first != null) {
                jobs.add(first);
                offered.drainTo(jobs, request.getMaxJobsToActivate() - 1);
                answer.onNext(ActivateJobsResponse.newBuilder().addAllJobs(jobs).build());
            }
            answer.onCompleted();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            asking.decrementAndGet();
        }
    }

    @Override
    public void completeJob(CompleteJobRequest request, StreamObserver<CompleteJobResponse> answer) {
        if (!accepts) {
            answer.onError(Status.NOT_FOUND.asRuntimeException());
            return;
        }
        completed.add(request.getJobKey());
        done(CompleteJobResponse.getDefaultInstance(), answer);
    }

    @Override
    public void failJob(FailJobRequest request, StreamObserver<FailJobResponse> answer) {
        failed.put(request.getJobKey(), request);
        done(FailJobResponse.getDefaultInstance(), answer);
    }

    @Override
    public void throwError(ThrowErrorRequest request, StreamObserver<ThrowErrorResponse> answer) {
        errors.put(request.getJobKey(), request);
        done(ThrowErrorResponse.getDefaultInstance(), answer);
    }

    @Override
    public void updateJobTimeout(UpdateJobTimeoutRequest request, StreamObserver<UpdateJobTimeoutResponse> answer) {
        renewals.add(request.getJobKey());
        deferred.put(request.getJobKey(), Duration.ofMillis(request.getTimeout()));
        done(UpdateJobTimeoutResponse.getDefaultInstance(), answer);
    }

    private BlockingQueue<ActivatedJob> waiting(String type) {
        return waiting.computeIfAbsent(type, _ -> new LinkedBlockingQueue<>());
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
