package imprint.workflows.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** What the application's own role can do to the past: nothing. */
class AppendOnlyTest {

    private static EmbeddedPostgres postgres;
    private static JdbcClient owner;
    private static JdbcClient application;

    /** As the application's own set-up does it: the role may write whatever the owner creates. */
    @BeforeAll
    static void aSchemaAndARole() throws IOException {
        postgres = EmbeddedPostgres.start();
        owner = JdbcClient.create(postgres.getPostgresDatabase());
        owner.sql("create role imprint_app login").update();
        owner.sql("alter default privileges grant select, insert, update, delete on tables to imprint_app")
                .update();
        Flyway.configure()
                .dataSource(postgres.getPostgresDatabase())
                .locations("classpath:imprint/workflows/db")
                .placeholders(Map.of("application_role", "imprint_app"))
                .load()
                .migrate();
        application = JdbcClient.create(postgres.getDatabase("imprint_app", "postgres"));
        new AuditTrail(application, JsonMapper.shared(), Clock.systemUTC())
                .record(Act.done(Actor.SYSTEM, "tested", "test", "1"));
    }

    @AfterAll
    static void end() throws IOException {
        postgres.close();
    }

    @Test
    void anEntryLiesInThePartitionOfItsMonth() {
        assertThat(owner.sql("select tableoid::regclass::text from audit_entry")
                        .query(String.class)
                        .list())
                .containsOnly(partitionOf(thisMonth()));
    }

    @Test
    void theApplicationMakesRoomForTheMonthsToCome() {
        new AuditMonths(application).prepare();
        owner.sql("drop table " + partitionOf(thisMonth().plusMonths(3))).update();
        new AuditMonths(application).prepare();
        assertThat(partitions()).contains(partitionOf(thisMonth().plusMonths(3)), "audit_entry_default");
    }

    @ParameterizedTest
    @ValueSource(strings = {"update %s set reason = 'another'", "delete from %s", "truncate %s"})
    void theApplicationCannotChangeThePast(String statement) {
        new AuditMonths(application).prepare();
        assertThat(partitions())
                .hasSizeGreaterThan(4)
                .allSatisfy(table -> assertThatThrownBy(() ->
                                application.sql(statement.formatted(table)).update())
                        .rootCause()
                        .hasMessageContaining("permission denied for table " + table));
        assertThatThrownBy(() ->
                        application.sql(statement.formatted("audit_entry")).update())
                .rootCause()
                .hasMessageContaining("permission denied for table audit_entry");
    }

    @Test
    void theApplicationCanAddAndRead() {
        var trail = new AuditTrail(application, JsonMapper.shared(), Clock.systemUTC());
        assertThatCode(() -> trail.record(Act.done(Actor.SYSTEM, "tested", "test", "2")))
                .doesNotThrowAnyException();
        assertThat(trail.list(new AuditFilter("2", null, null), null, 10)).hasSize(1);
    }

    private static YearMonth thisMonth() {
        return YearMonth.now(ZoneOffset.UTC);
    }

    private static String partitionOf(YearMonth month) {
        return "audit_entry_" + month.format(DateTimeFormatter.ofPattern("yyyy_MM"));
    }

    private static List<@Nullable String> partitions() {
        return owner.sql("select inhrelid::regclass::text from pg_inherits where inhparent = 'audit_entry'::regclass")
                .query(String.class)
                .list();
    }
}
