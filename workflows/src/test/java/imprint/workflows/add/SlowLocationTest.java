package imprint.workflows.add;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.when;

import com.zaxxer.hikari.HikariDataSource;
import imprint.workflows.DomainTest;
import imprint.workflows.Fleet;
import imprint.workflows.operation.ExpectedDigests;
import imprint.workflows.storage.LocationUnavailable;
import imprint.workflows.storage.StorageBrowser;
import imprint.workflows.storage.StorageLooks;
import imprint.workflows.storage.StorageProbe;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

/** A location that is slow keeps those waiting who look at it, and nobody else. */
@DomainTest
class SlowLocationTest {

    private static final int LOOKS_AT_ONCE = 16;

    @TestConfiguration
    static class TwoConnections {

        @Bean
        @Primary
        DataSource pool(EmbeddedPostgres postgres) {
            var pool = new HikariDataSource();
            pool.setDataSource(postgres.getPostgresDatabase());
            pool.setMaximumPoolSize(2);
            return pool;
        }
    }

    @Autowired
    private Fleet fleet;

    @Autowired
    private AddDiskImage add;

    @Autowired
    private StorageLooks looks;

    @MockitoBean
    private StorageProbe probe;

    @MockitoBean
    private StorageBrowser browser;

    @Test
    void addsThatLookAtItHoldNoConnection() throws Exception {
        fleet.aDevice();
        var together = new CyclicBarrier(LOOKS_AT_ONCE);
        when(probe.look(any(), any())).then(look -> {
            together.await(20, SECONDS);
            return new StorageProbe.Found(look.getArgument(1), OptionalLong.of(1), OptionalLong.empty());
        });
        var adds = IntStream.range(0, 4 * LOOKS_AT_ONCE)
                .<Callable<Object>>mapToObj(n -> () -> add.validate(anAdd(n + ".img")))
                .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(threads.invokeAll(adds)).extracting(Future::state).containsOnly(Future.State.SUCCESS);
        }
    }

    @Test
    void oneLookTooManyIsToldToComeAgain() throws Exception {
        var location = fleet.aLocation();
        var begun = new CountDownLatch(LOOKS_AT_ONCE);
        var answer = new CountDownLatch(1);
        when(browser.list(any())).then(look -> {
            begun.countDown();
            answer.await();
            return new StorageBrowser.Listing(List.of(), true);
        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Collections.nCopies(LOOKS_AT_ONCE, location).forEach(each -> threads.submit(() -> looks.list(each)));
            begun.await();
            assertThatThrownBy(() -> looks.list(location))
                    .isInstanceOf(LocationUnavailable.class)
                    .hasMessageContaining("try again later");
            answer.countDown();
        }
        assertThat(looks.list(location).complete()).isTrue();
    }

    private UUID anAdd(String fileName) {
        return add.request(fleet.anImageToMake(fileName), ExpectedDigests.NONE, false, Fleet.because("test"))
                .id();
    }
}
