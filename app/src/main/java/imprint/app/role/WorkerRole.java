package imprint.app.role;

import imprint.imaging.token.TokenVerifier;
import imprint.workers.gateway.GatewaySettings;
import imprint.workers.gateway.ImageGateway;
import imprint.workers.image.ChunkCodecs;
import imprint.workers.site.ComputeChecksum;
import imprint.workers.site.ConcludeCaptures;
import imprint.workers.site.ControlPlane;
import imprint.workers.site.DiscardCapture;
import imprint.workers.site.ServerPlaces;
import imprint.workers.site.SiteTransfers;
import imprint.workers.site.StageImage;
import imprint.workers.site.StoreImage;
import imprint.workers.spool.Spool;
import imprint.workers.spool.SpoolSettings;
import imprint.workers.storage.ImageStores;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** The data plane of a site: its spool, its image gateway, and the tasks that move images. */
@Configuration(proxyBeanMethods = false)
@Profile("worker")
@EnableConfigurationProperties({WorkerSettings.class, ImageSettings.class})
class WorkerRole {

    @Bean
    GatewaySettings gatewaySettings(WorkerSettings settings) {
        return new GatewaySettings(
                settings.gateway(),
                new InetSocketAddress(settings.host(), settings.port()),
                settings.transfers(),
                settings.connections(),
                settings.idle(),
                settings.bandwidth() == null
                        ? Long.MAX_VALUE
                        : settings.bandwidth().toBytes());
    }

    @Bean(destroyMethod = "close")
    Spool spool(WorkerSettings settings, ControlPlane control, Clock clock) throws IOException {
        return Spool.open(
                new SpoolSettings(settings.spool(), settings.spoolSize().toBytes(), settings.keepAfterUse()),
                control::isUnderWay,
                clock);
    }

    @Bean(destroyMethod = "close")
    ChunkCodecs codecs(WorkerSettings settings) {
        return new ChunkCodecs(settings.transfers());
    }

    @Bean
    ServerPlaces serverPlaces(ControlPlane control) {
        return new ServerPlaces(control);
    }

    @Bean
    StoreImage storeImage(ControlPlane control, Spool spool, ImageStores stores, ChunkCodecs codecs, Clock clock) {
        return new StoreImage(control, spool, stores, codecs, clock);
    }

    @Bean
    ComputeChecksum computeChecksum(
            ControlPlane control, Spool spool, ImageStores stores, Clock clock, ImageSettings settings) {
        return new ComputeChecksum(
                control, spool, stores, clock, settings.largestDisk().toBytes());
    }

    @Bean
    StageImage stageImage(ControlPlane control, Spool spool, ImageStores stores, ChunkCodecs codecs, Clock clock) {
        return new StageImage(control, spool, stores, codecs, clock);
    }

    @Bean(destroyMethod = "close")
    ConcludeCaptures concludeCaptures(
            WorkerSettings settings, ControlPlane control, Spool spool, StoreImage storeImage, Clock clock) {
        return new ConcludeCaptures(
                settings.gateway(), control, spool, new DiscardCapture(spool, storeImage), storeImage, clock);
    }

    @Bean(destroyMethod = "close")
    ImageGateway imageGateway(
            GatewaySettings settings,
            TokenVerifier verifier,
            Spool spool,
            ChunkCodecs codecs,
            ControlPlane control,
            StoreImage storeImage,
            StageImage stageImage) {
        return ImageGateway.start(
                settings, verifier, spool, codecs, new SiteTransfers(control, storeImage, stageImage));
    }
}
