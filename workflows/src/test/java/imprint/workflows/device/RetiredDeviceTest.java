package imprint.workflows.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import imprint.imaging.protocol.Environment;
import imprint.imaging.protocol.ProblemCode;
import imprint.workflows.DomainTest;
import imprint.workflows.Fleet;
import imprint.workflows.Fleet.TestDevice;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A device that is sent away while it speaks. */
@DomainTest
class RetiredDeviceTest {

    @Autowired
    private Fleet fleet;

    @Autowired
    private Devices devices;

    @Autowired
    private Contacts contacts;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    private TestDevice device;

    @BeforeEach
    void aDevice() throws InterruptedException {
        device = fleet.aDevice();
    }

    @Test
    void isTurnedAwayAlthoughItsCredentialWasLookedAtBefore() {
        devices.rotateCredential(device.id());
        devices.retire(device.id(), "sold", Fleet.ALICE);

        assertThatThrownBy(() -> device.heard(Environment.OWN_DISK, "boot-1"))
                .isInstanceOfSatisfying(
                        ContactRefused.class,
                        refused -> assertThat(refused.code()).isEqualTo(ProblemCode.CREDENTIAL_REVOKED));
    }

    @Test
    void doesNotComeBackByTheCredentialThatItWasJustGiven() throws InterruptedException {
        devices.rotateCredential(device.id());
        var given = Objects.requireNonNull(
                device.heard(Environment.OWN_DISK, "boot-1").credential());
        var shown = new CompletableFuture<Throwable>();
        transaction.executeWithoutResult(_ -> {
            devices.retire(device.id(), "sold", Fleet.ALICE);
            Thread.ofVirtual().start(() -> shown.complete(catchThrowable(() -> contacts.authenticate(given))));
            await().until(this::someoneWaitsForALock);
        });

        assertThat(shown.join()).isInstanceOf(ContactRefused.class);
    }

    private boolean someoneWaitsForALock() {
        return jdbc.sql("select count(*) > 0 from pg_stat_activity where wait_event_type = 'Lock'")
                .query(Boolean.class)
                .single();
    }
}
