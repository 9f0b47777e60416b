package imprint.benchmarks;

import imprint.bpmn.JobTypes;
import imprint.bpmn.Variables;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.worker.JobWorker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Workers for an add that complete each job as soon as they have it: as fast as the engine's client can be. */
record EmptyWorkers(List<JobWorker> workers) implements AutoCloseable {

    private static final String GATEWAY = "empty";
    private static final int AT_ONCE = 32;

    static EmptyWorkers open(CamundaClient client, CountDownLatch ended) {
        return new EmptyWorkers(List.of(
                worker(client, JobTypes.ADD_VALIDATE_MODEL, Map.of(Variables.GATEWAY, GATEWAY), () -> {}),
                worker(client, JobTypes.atGateway(JobTypes.ADD_COMPUTE_CHECKSUM, GATEWAY), Map.of(), () -> {}),
                worker(client, JobTypes.ADD_REGISTER_IMAGE, Map.of(), () -> {}),
                worker(client, JobTypes.OPERATION_CONCLUDE, Map.of(), ended::countDown)));
    }

    private static JobWorker worker(
            CamundaClient client, String type, Map<String, Object> variables, Runnable completed) {
        return client.newWorker()
                .jobType(type)
                .handler((jobs, job) -> {
                    jobs.newCompleteCommand(job.getKey())
                            .variables(variables)
                            .send()
                            .join();
                    completed.run();
                })
                .timeout(Duration.ofSeconds(10))
                .maxJobsActive(AT_ONCE)
                .streamEnabled(true)
                .open();
    }

    @Override
    public void close() {
        workers.forEach(JobWorker::close);
    }
}
