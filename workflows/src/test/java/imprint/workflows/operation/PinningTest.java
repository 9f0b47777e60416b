package imprint.workflows.operation;

import static imprint.workflows.operation.OperationAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import imprint.workflows.DomainTest;
import imprint.workflows.Fleet;
import imprint.workflows.MovableClock;
import imprint.workflows.site.Gateway;
import imprint.workflows.site.Gateways;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Through which gateway of its site an operation goes. */
@DomainTest
class PinningTest {

    private final String site = "site-" + UUID.randomUUID();
    private final String first = "first-" + UUID.randomUUID();
    private final String second = "second-" + UUID.randomUUID();

    @Autowired
    private Fleet fleet;

    @Autowired
    private Operations operations;

    @Autowired
    private Gateways gateways;

    @Autowired
    private Pinning pinning;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private MovableClock clock;

    @Test
    void choosesTheGatewayWithTheFewestOperations() throws InterruptedException {
        announce(first);
        announce(second);
        anOperationThrough(first);

        assertThat(pinning.gatewayAt(site).name()).isEqualTo(second);

        anOperationThrough(second);
        anOperationThrough(second);

        assertThat(pinning.gatewayAt(site).name()).isEqualTo(first);
    }

    @Test
    void saysThatASiteHasNoWorker() {
        assertThatThrownBy(() -> pinning.gatewayAt(site))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(site);
    }

    @Test
    void keepsTheGatewayWhileItIsHeard() throws InterruptedException {
        announce(first);
        announce(second);
        var operation = anOperationThrough(first);

        renew(operation);

        assertThat(operations.get(operation)).goesThrough(first);
    }

    @Test
    void goesOnThroughAnotherWhenTheFirstIsLost() throws InterruptedException {
        announce(first);
        var operation = anOperationThrough(first);
        clock.pass(Duration.ofMinutes(4));
        announce(second);

        renew(operation);

        assertThat(operations.get(operation)).goesThrough(second);
    }

    private UUID anOperationThrough(String gateway) throws InterruptedException {
        var operation = fleet.aValidatedClone(fleet.aDevice());
        operations.claim(operation, Math.abs(UUID.randomUUID().getMostSignificantBits()), 1);
        transaction.executeWithoutResult(_ -> operations.lock(operation).assignGateway(gateway));
        return operation;
    }

    private void renew(UUID operation) {
        transaction.executeWithoutResult(_ -> pinning.renew(operations.lock(operation)));
    }

    private void announce(String gateway) {
        gateways.announce(new Gateway(gateway, site, URI.create("http://127.0.0.1:1")));
    }
}
