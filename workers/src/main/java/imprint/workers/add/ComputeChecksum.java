package imprint.workers.add;

import imprint.bpmn.JobTypes;
import imprint.workers.engine.Job;
import imprint.workers.gateway.GatewaySettings;
import imprint.workers.operation.FoundInFile;
import imprint.workers.site.ServerPlaces;
import imprint.workers.site.SiteTask;
import java.io.IOException;
import java.util.Map;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Compute checksum, of an add: all digests of the file, and the manifest of the disk in it. */
@Component(JobTypes.ADD_COMPUTE_CHECKSUM)
@Profile("worker")
class ComputeChecksum extends SiteTask {

    private final imprint.workers.site.ComputeChecksum step;

    ComputeChecksum(imprint.workers.site.ComputeChecksum step, GatewaySettings gateway, ServerPlaces places) {
        super(JobTypes.atGateway(JobTypes.ADD_COMPUTE_CHECKSUM, gateway.name()), places);
        this.step = step;
    }

    @Override
    protected Map<String, Object> work(Job job) throws IOException {
        return FoundInFile.asVariables(step.run(job.operationId()));
    }
}
