package imprint.app.role;

import imprint.workers.gateway.ImageGateway;
import imprint.workers.site.ControlPlane;
import imprint.workers.site.DiscardCapture;
import imprint.workers.spool.Spool;
import java.io.IOException;
import java.net.URI;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Says every few seconds that the gateway is alive, and clears away captures that nobody waits for any more. */
@Component
@Profile("worker")
class GatewayAnnouncement {

    private static final Logger log = LoggerFactory.getLogger(GatewayAnnouncement.class);

    private final WorkerSettings settings;
    private final ImageGateway gateway;
    private final ControlPlane control;
    private final Spool spool;
    private final DiscardCapture discard;

    GatewayAnnouncement(
            WorkerSettings settings, ImageGateway gateway, ControlPlane control, Spool spool, DiscardCapture discard) {
        this.settings = settings;
        this.gateway = gateway;
        this.control = control;
        this.spool = spool;
        this.discard = discard;
    }

    @Scheduled(fixedDelayString = "${imprint.worker.announce:PT5S}")
    void announce() throws IOException {
        control.announce(settings.gateway(), settings.site(), url());
        for (var operationId : spool.captures()) {
            clearAway(operationId);
        }
    }

    private void clearAway(UUID operationId) throws IOException {
        if (!control.isThrough(operationId, settings.gateway())) {
            log.info("The capture of operation {} is left to another gateway", operationId);
            discard.leaveToAnother(operationId);
        } else if (!control.isUnderWay(operationId)) {
            log.info("The capture of operation {} is cleared away", operationId);
            discard.run(operationId);
        }
    }

    private URI url() {
        return settings.url() == null
                ? URI.create("http://%s:%d"
                        .formatted(settings.host(), gateway.address().getPort()))
                : settings.url();
    }
}
