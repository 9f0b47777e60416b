package imprint.benchmarks;

import imprint.bpmn.JobTypes;
import imprint.bpmn.Variables;
import imprint.imaging.image.ImageFileName;
import imprint.workers.engine.Job;
import imprint.workers.engine.JobComponent;
import imprint.workers.operation.FoundInFile;
import imprint.workers.site.ComputeChecksum;
import imprint.workers.site.ServerPlaces;
import imprint.workers.site.SiteTask;
import imprint.workers.spool.Spool;
import imprint.workers.spool.SpoolSettings;
import imprint.workers.storage.ImageStores;
import imprint.workers.storage.StorageTimeouts;
import imprint.workflows.address.StorageAccess;
import imprint.workflows.address.StorageAddress;
import imprint.workflows.engine.RetryLadder;
import io.camunda.client.CamundaClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * The system's workers for an add without its database: Compute checksum reads the image file as ever; in the other
 * tasks, the routes run and there is nothing behind them.
 */
final class OwnWorkers implements AutoCloseable {

    private static final String GATEWAY = "own";

    private final CamelContext camel = new DefaultCamelContext();
    private final Spool spool;

    OwnWorkers(Laboratory laboratory, CamundaClient client, Path images, String image, CountDownLatch ended)
            throws Exception {
        var clock = Clock.systemUTC();
        var control = new OneImage(
                new StorageAccess(
                        new StorageAddress.Directory(images.toAbsolutePath().toString()), null),
                ImageFileName.of(image));
        spool = Spool.open(
                new SpoolSettings(laboratory.directory("own-spool"), 1L << 30, Duration.ofMinutes(1)),
                control::isUnderWay,
                clock);
        camel.addComponent("job", new JobComponent(client, RetryLadder.DEFAULT));
        var stores = new ImageStores(camel, StorageTimeouts.DEFAULT);
        var checksum = new ComputeChecksum(control, spool, stores, clock, Long.MAX_VALUE);
        camel.addRoutes(task(JobTypes.ADD_VALIDATE_MODEL, Map.of(Variables.GATEWAY, GATEWAY), () -> {}));
        camel.addRoutes(
                new SiteTask(JobTypes.atGateway(JobTypes.ADD_COMPUTE_CHECKSUM, GATEWAY), new ServerPlaces(control)) {
                    @Override
                    protected Map<String, Object> work(Job job) throws IOException {
                        return FoundInFile.asVariables(checksum.run(job.operationId()));
                    }
                });
        camel.addRoutes(task(JobTypes.ADD_REGISTER_IMAGE, Map.of(), () -> {}));
        camel.addRoutes(task(JobTypes.OPERATION_CONCLUDE, Map.of(), ended::countDown));
        camel.start();
    }

    private static RouteBuilder task(String type, Map<String, Object> variables, Runnable done) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("job:" + type).transform().body(Job.class, _ -> {
                    done.run();
                    return variables;
                });
            }
        };
    }

    @Override
    public void close() throws IOException {
        camel.stop();
        spool.close();
    }
}
