package imprint.app.engine;

import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Begins to take jobs when all else is up, and is the first to stop. */
@Component
class CamelLifecycle implements SmartLifecycle {

    private final CamelContext camel;
    private final List<RoutesBuilder> routes;

    CamelLifecycle(CamelContext camel, List<RoutesBuilder> routes) {
        this.camel = camel;
        this.routes = routes;
    }

    @Override
    public void start() {
        try {
            for (var route : routes) {
                camel.addRoutes(route);
            }
            camel.getShutdownStrategy().setTimeout(20);
            camel.start();
        } catch (Exception e) {
            throw new IllegalStateException("The job workers could not be started", e);
        }
    }

    @Override
    public void stop() {
        camel.stop();
    }

    @Override
    public boolean isRunning() {
        return camel.isStarted();
    }
}
