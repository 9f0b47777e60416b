package imprint.workers.apply;

import imprint.bpmn.JobTypes;
import imprint.bpmn.Variables;
import imprint.workers.engine.Job;
import imprint.workers.gateway.GatewaySettings;
import imprint.workers.image.DigestKind;
import imprint.workers.site.ServerPlaces;
import imprint.workers.site.SiteTask;
import imprint.workers.site.StageImage;
import java.io.IOException;
import java.util.Map;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Transfer image, of an apply: the image comes to the device's site, its file checked by the digest that was chosen. */
@Component(JobTypes.APPLY_TRANSFER_IMAGE)
@Profile("worker")
class TransferImage extends SiteTask {

    private final StageImage step;

    TransferImage(StageImage step, GatewaySettings gateway, ServerPlaces places) {
        super(JobTypes.atGateway(JobTypes.APPLY_TRANSFER_IMAGE, gateway.name()), places);
        this.step = step;
    }

    @Override
    protected boolean isDoneWithoutServer(Job job) throws IOException {
        return step.isStaged(job.operationId(), digestToCheck(job));
    }

    @Override
    protected Map<String, Object> work(Job job) throws IOException {
        step.run(job.operationId(), digestToCheck(job));
        return Map.of();
    }

    private static DigestKind digestToCheck(Job job) {
        return DigestKind.ofAlgorithm(job.text(Variables.DIGEST_TO_CHECK));
    }
}
