package imprint.workers.engine;

import imprint.workflows.engine.RetryLadder;
import io.camunda.client.CamundaClient;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/** {@code from("job:TYPE")} makes a route a worker for jobs of this type. */
public final class JobComponent extends DefaultComponent {

    private final CamundaClient client;
    private final RetryLadder ladder;

    public JobComponent(CamundaClient client, RetryLadder ladder) {
        this.client = client;
        this.ladder = ladder;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String type, Map<String, Object> parameters) {
        var endpoint = new JobEndpoint(uri, this, type);
        endpoint.configureProperties(parameters);
        return endpoint;
    }

    CamundaClient client() {
        return client;
    }

    RetryLadder ladder() {
        return ladder;
    }
}
