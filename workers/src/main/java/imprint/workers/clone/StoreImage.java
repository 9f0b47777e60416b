package imprint.workers.clone;

import imprint.bpmn.JobTypes;
import imprint.workers.engine.Job;
import imprint.workers.gateway.GatewaySettings;
import imprint.workers.site.ServerPlaces;
import imprint.workers.site.SiteTask;
import java.io.IOException;
import java.util.Map;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Store image: the capture in the spool becomes a file at the storage location. */
@Component(JobTypes.CLONE_STORE_IMAGE)
@Profile("worker")
class StoreImage extends SiteTask {

    private final imprint.workers.site.StoreImage step;

    StoreImage(imprint.workers.site.StoreImage step, GatewaySettings gateway, ServerPlaces places) {
        super(JobTypes.atGateway(JobTypes.CLONE_STORE_IMAGE, gateway.name()), places);
        this.step = step;
    }

    @Override
    protected Map<String, Object> work(Job job) throws IOException {
        return Map.of("fileBytes", step.run(job.operationId()));
    }
}
