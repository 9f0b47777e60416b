package imprint.app.engine;

import io.camunda.client.CamundaClient;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Closes the connection to the engine, in a limited time.
 *
 * <p>why: with an engine that does not answer, the client's own close may wait for ever for a lock of a stream that is
 * just being opened again.
 */
@Component
class EngineParting implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(EngineParting.class);
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final CamundaClient engine;

    EngineParting(CamundaClient engine) {
        this.engine = engine;
    }

    @Override
    public void destroy() throws InterruptedException {
        var closing = Thread.ofVirtual().start(engine::close);
        if (!closing.join(LIMIT)) {
            log.warn("The connection to the engine does not close; leaving it");
        }
    }
}
