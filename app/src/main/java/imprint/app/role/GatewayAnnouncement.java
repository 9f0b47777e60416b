package imprint.app.role;

import imprint.workers.gateway.ImageGateway;
import imprint.workers.site.ConcludeCaptures;
import imprint.workers.site.ControlPlane;
import java.io.IOException;
import java.net.URI;
import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Says every few seconds that the gateway is alive, and looks which of its captures have come to their end. */
@Component
@Profile("worker")
class GatewayAnnouncement {

    private final WorkerSettings settings;
    private final ImageGateway gateway;
    private final ControlPlane control;
    private final ConcludeCaptures captures;

    GatewayAnnouncement(
            WorkerSettings settings, ImageGateway gateway, ControlPlane control, ConcludeCaptures captures) {
        this.settings = settings;
        this.gateway = gateway;
        this.control = control;
        this.captures = captures;
    }

    @Scheduled(fixedDelayString = "${imprint.worker.announce:PT5S}")
    void announce() throws IOException {
        control.announce(settings.gateway(), settings.site(), url());
    }

    @Scheduled(fixedDelayString = "${imprint.worker.announce:PT5S}")
    void concludeCaptures() {
        captures.look();
    }

    private URI url() {
        return settings.url() == null
                ? URI.create("http://%s:%s"
                        .formatted(settings.host(), gateway.address().getPort()))
                : settings.url();
    }
}
