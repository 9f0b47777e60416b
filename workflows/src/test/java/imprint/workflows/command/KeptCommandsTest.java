package imprint.workflows.command;

import static org.assertj.core.api.Assertions.assertThat;

import imprint.testing.Need;
import imprint.testing.Needs;
import imprint.workflows.OlderDatabase;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A database of a release in which three columns told where a command stands. */
@Needs(Need.POSTGRES)
class KeptCommandsTest {

    private OlderDatabase database;
    private JdbcClient jdbc;
    private UUID operation;

    @BeforeEach
    void anOlderDatabase() throws IOException {
        database = new OlderDatabase("35");
        jdbc = database.jdbc();
        operation = anOperation();
    }

    @AfterEach
    void stop() throws IOException {
        database.close();
    }

    @Test
    void haveTheStatesThatTheirColumnsTold() {
        var waiting = step(1, "WAITING", false, false);
        var again = step(2, "WAITING", true, false);
        var given = step(3, "GIVEN", true, false);
        var forgotten = step(4, "GIVEN", false, false);
        var stopping = step(5, "GIVEN", true, true);
        var silent = step(6, "FAILED", true, false);
        var failed = step(7, "FAILED", false, false);
        var left = step(8, "STOPPED", true, true);
        var stopped = step(9, "STOPPED", false, true);
        var done = step(10, "SUCCEEDED", false, false);

        database.update();

        assertThat(told(waiting)).isEqualTo("STEP WAITING 1");
        assertThat(told(again)).isEqualTo("STEP REPLACING 2");
        assertThat(told(given)).isEqualTo("STEP GIVEN 3");
        assertThat(told(forgotten)).isEqualTo("STEP FORGOTTEN 4");
        assertThat(told(stopping)).isEqualTo("STEP STOPPING 5");
        assertThat(told(silent)).isEqualTo("STEP GIVEN_UP 6");
        assertThat(told(failed)).isEqualTo("STEP FAILED 7");
        assertThat(told(left)).isEqualTo("STEP GIVEN_UP 8");
        assertThat(told(stopped)).isEqualTo("STEP STOPPED 9");
        assertThat(told(done)).isEqualTo("STEP SUCCEEDED 10");
    }

    @Test
    void areToldFromRebootsThatNoProcessWaitsFor() {
        var home = command(0, null, "GIVEN", true, false);
        database.update();
        assertThat(told(home)).isEqualTo("UNBIDDEN GIVEN none");
    }

    private UUID anOperation() {
        jdbc.sql("insert into product values (gen_random_uuid(), 'Acme T1', true, now(), 'acme t1', 'ACCEPTED')")
                .update();
        return jdbc.sql("""
                        with device as (
                            insert into device (id, identity, state, disk_condition, site, product, host_name,
                                write_filter, protocol_version, enrolled_at, version)
                            values (gen_random_uuid(), gen_random_uuid(), 'ENROLLED', 'WHOLE', 'main', 'Acme T1',
                                'kiosk', 'NONE', 1, now(), 0) returning id)
                        insert into operation (id, kind, state, device_id, product, requested_by, authentication,
                            address, requested_at, version)
                        select gen_random_uuid(), 'CLONE', 'RUNNING', id, 'Acme T1', 'alice', 'password', '127.0.0.1',
                            now(), 0 from device returning id
                        """).query(UUID.class).single();
    }

    private UUID step(long element, String state, boolean inHand, boolean stopRequested) {
        return command(element, 100 + element, state, inHand, stopRequested);
    }

    private UUID command(long element, @Nullable Long job, String state, boolean inHand, boolean stopRequested) {
        return jdbc.sql("""
                        insert into device_command (id, operation_id, element_instance_key, device_id, kind, job_key,
                            job_retries, attempt, state, in_hand, stop_requested, created_at, last_progress_at, version)
                        select gen_random_uuid(), id, :element, device_id, 'REBOOT', :job, 5, 1, :state, :inHand,
                            :stopRequested, now(), now(), 0 from operation where id = :operation returning id
                        """)
                .param("operation", operation)
                .param("element", element)
                .param("job", job)
                .param("state", state)
                .param("inHand", inHand)
                .param("stopRequested", stopRequested)
                .query(UUID.class)
                .single();
    }

    private String told(UUID command) {
        return jdbc.sql("""
                        select purpose || ' ' || state || ' ' || coalesce(element_instance_key::text, 'none')
                        from device_command where id = ?
                        """).param(command).query(String.class).single();
    }
}
