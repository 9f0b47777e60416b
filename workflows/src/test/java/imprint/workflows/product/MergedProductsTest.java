package imprint.workflows.product;

import static org.assertj.core.api.Assertions.assertThat;

import imprint.testing.Need;
import imprint.testing.Needs;
import imprint.workflows.OlderDatabase;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A database of a release in which each spelling was a product of its own. */
@Needs(Need.POSTGRES)
class MergedProductsTest {

    private OlderDatabase database;
    private JdbcClient jdbc;

    @BeforeEach
    void anOlderDatabase() throws IOException {
        database = new OlderDatabase("22.3");
        jdbc = database.jdbc();
    }

    @AfterEach
    void stop() throws IOException {
        database.close();
    }

    @Test
    void theOldestSpellingStaysAndHasWhatTheOthersHad() {
        product("Gerät  7", "2026-01-02", true);
        product("GERA\u0308T 7", "2026-01-03", false);
        product("gerät\u00a07", "2026-01-01", true);
        product("Kiosk 77", "2026-01-01", true);
        for (var spelling : List.of("Gerät  7", "GERA\u0308T 7", "Kiosk 77")) {
            device(spelling);
            image(spelling);
        }

        database.update();

        assertThat(texts("select name || ' ' || state || ' ' || cloneable from product order by name"))
                .containsExactly("Kiosk 77 ACCEPTED true", "gerät 7 ACCEPTED false");
        for (var table : List.of("device", "disk_image", "operation")) {
            assertThat(texts("select product from " + table))
                    .containsExactlyInAnyOrder("gerät 7", "gerät 7", "Kiosk 77");
        }
        var folded = jdbc.sql("select folded from product where name = 'gerät 7'")
                .query(String.class)
                .single();
        assertThat(folded).isEqualTo(new ProductName("GERÄT 7").folded());
    }

    @Test
    void whatADeviceAloneToldWaits() {
        product("Kiosk 7", "2026-01-01", true);
        device("KIOSK 7");
        device("Kiosk 77");
        image("Kiosk 777");

        database.update();

        assertThat(texts("select name || ' ' || state from product order by name"))
                .containsExactly("Kiosk 7 ACCEPTED", "Kiosk 77 NEW", "Kiosk 777 ACCEPTED");
        assertThat(texts("select product from device")).containsExactlyInAnyOrder("Kiosk 7", "Kiosk 77");
    }

    @Test
    void anEmptyDatabaseStaysEmpty() {
        database.update();
        assertThat(texts("select name from product")).isEmpty();
    }

    private void product(String name, String since, boolean cloneable) {
        jdbc.sql("insert into product values (gen_random_uuid(), ?, ?, ?::timestamptz)")
                .params(name, cloneable, since)
                .update();
    }

    private void device(String product) {
        jdbc.sql("""
                        insert into device (id, identity, state, disk_condition, site, product, host_name, write_filter,
                            protocol_version, enrolled_at, version)
                        values (gen_random_uuid(), gen_random_uuid(), 'ENROLLED', 'WHOLE', 'main', ?, 'kiosk', 'NONE', 1,
                            now(), 0)
                        """).param(product).update();
    }

    /** And the operation that made it. */
    private void image(String product) {
        jdbc.sql("""
                        with location as (
                            insert into storage_location (id, name, kind, directory, created_at, version)
                            values (gen_random_uuid(), gen_random_uuid(), 'FILE', '/images', now(), 0) returning id),
                        manifest as (
                            insert into manifest values (gen_random_uuid(), 0, '', now()) returning digest),
                        operation as (
                            insert into operation (id, kind, state, product, requested_by, authentication, address,
                                requested_at, version)
                            values (gen_random_uuid(), 'ADD', 'SUCCEEDED', :product, 'alice', 'password', '127.0.0.1',
                                now(), 0) returning id)
                        insert into disk_image (id, name, description, location_id, file_name, product, file_bytes,
                            disk_bytes, manifest_digest, sha256, sha1, md5, carries_agent, cloneable, old_format,
                            operation_id, created_at, version, format)
                        select gen_random_uuid(), gen_random_uuid(), '', location.id, 'a.img', :product, 0, 0,
                            manifest.digest, '', '', '', true, true, false, operation.id, now(), 0, 'RAW'
                        from location, manifest, operation
                        """).param("product", product).update();
    }

    private List<@Nullable String> texts(String query) {
        return jdbc.sql(query).query(String.class).list();
    }
}
