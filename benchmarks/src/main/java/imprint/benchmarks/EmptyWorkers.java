package imprint.benchmarks;

import imprint.bpmn.BootWait;
import imprint.bpmn.JobTypes;
import imprint.bpmn.Messages;
import imprint.bpmn.Variables;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobWorker;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;

/** Workers that complete each job as soon as they have it: as fast as the engine's client can be. */
record EmptyWorkers(List<JobWorker> workers) implements AutoCloseable {

    private static final String GATEWAY = "empty";
    private static final int AT_ONCE = 32;

    /** Of adds. */
    static EmptyWorkers open(CamundaClient client, CountDownLatch ended) {
        return new EmptyWorkers(List.of(
                worker(client, JobTypes.ADD_VALIDATE_MODEL, Map.of(Variables.GATEWAY, GATEWAY), () -> {}),
                worker(client, JobTypes.atGateway(JobTypes.ADD_COMPUTE_CHECKSUM, GATEWAY), Map.of(), () -> {}),
                worker(client, JobTypes.ADD_REGISTER_IMAGE, Map.of(), () -> {}),
                worker(client, JobTypes.OPERATION_CONCLUDE, Map.of(), ended::countDown)));
    }

    /** Of applies, with devices that boot as soon as they are told. */
    static EmptyWorkers ofApplies(CamundaClient client, CountDownLatch ended) {
        var validated = Map.<String, Object>of(
                Variables.GATEWAY,
                GATEWAY,
                Variables.BOOT_PROVABLE,
                true,
                Variables.OS_NAME,
                "",
                Variables.OS_VERSION,
                "",
                Variables.OLD_FORMAT,
                false,
                Variables.LOCATION_KIND,
                "file");
        return new EmptyWorkers(List.of(
                worker(client, JobTypes.APPLY_VALIDATE_MODEL, validated, () -> {}),
                worker(client, JobTypes.atGateway(JobTypes.APPLY_TRANSFER_IMAGE, GATEWAY), Map.of(), () -> {}),
                worker(client, JobTypes.DEVICE_REBOOT, Map.of(), job -> boot(client, job)),
                worker(client, JobTypes.APPLY_WRITE_IMAGE, Map.of(), () -> {}),
                worker(client, JobTypes.APPLY_COMPUTE_CHECKSUM, Map.of(), () -> {}),
                worker(client, JobTypes.OPERATION_CONCLUDE, Map.of(), ended::countDown)));
    }

    @FunctionalInterface
    private interface Completed {
        void with(ActivatedJob job) throws IOException, InterruptedException;
    }

    private static void boot(CamundaClient client, ActivatedJob job) throws IOException, InterruptedException {
        var operation = UUID.fromString((String) job.getVariable(Variables.OPERATION_ID));
        var wait = BootWait.valueOf((String) job.getVariable(Variables.ENVIRONMENT));
        BareEngine.untilTaken(() -> client.newPublishMessageCommand()
                .messageName(Messages.DEVICE_BOOTED)
                .correlationKey(wait.correlationKey(operation))
                .timeToLive(Duration.ofMinutes(15))
                .send());
    }

    private static JobWorker worker(
            CamundaClient client, String type, Map<String, Object> variables, Runnable completed) {
        return worker(client, type, variables, _ -> completed.run());
    }

    private static JobWorker worker(
            CamundaClient client, String type, Map<String, Object> variables, Completed completed) {
        return client.newWorker()
                .jobType(type)
                .handler((jobs, job) -> {
                    BareEngine.untilTaken(() -> jobs.newCompleteCommand(job.getKey())
                            .variables(variables)
                            .send());
                    completed.with(job);
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
