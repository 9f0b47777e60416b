package imprint.workers.engine;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.response.ActivatedJob;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Keeps a job with this worker for as long as it works on it. */
final class Lease implements AutoCloseable {

    private final @Nullable Thread renewal;

    private Lease(@Nullable Thread renewal) {
        this.renewal = renewal;
    }

    static Lease of(JobEndpoint endpoint, ActivatedJob job) {
        if (!endpoint.isRenewed()) {
            return new Lease(null);
        }
        var client = endpoint.component().client();
        var lease = endpoint.lease();
        return new Lease(
                Thread.ofVirtual().name("lease-" + job.getKey()).start(() -> renew(client, job.getKey(), lease)));
    }

    private static void renew(CamundaClient client, long jobKey, Duration lease) {
        while (true) {
            try {
                Thread.sleep(lease.dividedBy(3));
            } catch (InterruptedException e) {
                return;
            }
            // why: no answer is awaited; one renewal that is lost leaves time for two more.
            client.newUpdateTimeoutCommand(jobKey).timeout(lease).send();
        }
    }

    @Override
    public void close() {
        if (renewal != null) {
            renewal.interrupt();
        }
    }
}
