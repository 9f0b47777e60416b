package imprint.app.engine;

import imprint.embedded.EngineAndDatabase;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.response.BrokerInfo;
import io.camunda.client.api.response.PartitionBrokerHealth;
import io.camunda.client.api.response.PartitionBrokerRole;
import io.camunda.client.api.response.PartitionInfo;
import io.camunda.client.api.response.Topology;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/** Up when every partition of the engine has a leader that works, and nobody has paused it. */
@Component
class EngineHealthIndicator extends AbstractHealthIndicator {

    private static final Duration LIMIT = Duration.ofSeconds(3);

    private final CamundaClient engine;
    private final ObjectProvider<EngineAndDatabase> below;

    EngineHealthIndicator(CamundaClient engine, ObjectProvider<EngineAndDatabase> below) {
        super("The engine cannot be asked");
        this.engine = engine;
        this.below = below;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        var topology = engine.newTopologyRequest().requestTimeout(LIMIT).send().join();
        var partitions = topology.getPartitionsCount();
        var lame = IntStream.rangeClosed(1, partitions)
                .filter(partition -> !isLed(partition, topology))
                .boxed()
                .toList();
        var paused = below.stream().anyMatch(EngineAndDatabase::isEnginePaused);
        health.status(partitions > 0 && lame.isEmpty() && !paused ? Status.UP : Status.DOWN)
                .withDetail("partitions", partitions)
                .withDetail("doNotWork", lame)
                .withDetail("paused", paused);
    }

    private static boolean isLed(int partition, Topology topology) {
        return topology.getBrokers().stream()
                .map(BrokerInfo::getPartitions)
                .flatMap(List::stream)
                .anyMatch(info -> info.getPartitionId() == partition && leads(info));
    }

    private static boolean leads(PartitionInfo info) {
        return info.getRole() == PartitionBrokerRole.LEADER && info.getHealth() == PartitionBrokerHealth.HEALTHY;
    }
}
