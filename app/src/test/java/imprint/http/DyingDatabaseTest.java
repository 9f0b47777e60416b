package imprint.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whoever asks while PostgreSQL goes down, wherever his request has come by then, is told to ask again. */
@HttpTest
@Import(DyingDatabaseTest.Pooled.class)
class DyingDatabaseTest {

    private static final int ROUNDS = 40;

    private final Fleet fleet;
    private final DataSource dataSource;

    DyingDatabaseTest(Fleet fleet, DataSource dataSource) {
        this.fleet = fleet;
        this.dataSource = dataSource;
    }

    @Test
    void answersThatTheDatabaseIsAway() throws Exception {
        var administrator = fleet.administrator();
        var isOver = new AtomicBoolean();
        var asked = List.<Callable<Integer>>of(
                () -> administrator.get("/api/v1/operations").status(),
                () -> administrator.get("/api/v1/devices").status(),
                () -> administrator
                        .post(
                                "/api/v1/join-tokens",
                                Map.of("description", "x", "site", "main", "uses", 1, "validFor", "PT1H"))
                        .status(),
                () -> administrator.get("/api/v1/people").status());
        var told = new HashSet<Integer>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var killer = threads.submit(() -> {
                while (!isOver.get()) {
                    cutAllOthers();
                }
                return null;
            });
            for (int round = 0; round < ROUNDS; round++) {
                for (var answer : threads.invokeAll(asked)) {
                    told.add(answer.get());
                }
            }
            isOver.set(true);
            killer.get();
        }
        assertThat(told).isSubsetOf(200, 201, 503).contains(503);
    }

    /** As at an immediate shutdown, the sessions of all are ended; here, new ones begin. */
    private void cutAllOthers() throws SQLException {
        JdbcClient.create(dataSource.unwrap(HikariDataSource.class).getDataSource())
                .sql("""
                        select pg_terminate_backend(pid) from pg_stat_activity
                        where pid <> pg_backend_pid() and datname = current_database()
                        """)
                .query()
                .listOfRows();
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Pooled {

        /** Connections as a server has them. */
        @Bean
        static BeanPostProcessor pool() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    if (!(bean instanceof DataSource given)) {
                        return bean;
                    }
                    var config = new HikariConfig();
                    config.setDataSource(given);
                    return new HikariDataSource(config);
                }
            };
        }
    }
}
