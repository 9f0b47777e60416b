package imprint.app.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import imprint.embedded.DataDirectory;
import imprint.embedded.DatabaseAccess;
import imprint.embedded.Distribution;
import imprint.embedded.EngineAccess;
import imprint.embedded.EngineAndDatabase;
import imprint.embedded.Login;
import java.net.URI;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody who has the application's role in the embedded database, both schemas in it, cannot do. */
@Tag("slow")
class DatabaseRightsTest {
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    @TempDir
    private static Path temporary;

    private static DataDirectory data;
    private static EngineAndDatabase servers;
    private static DatabaseAccess database;

    @BeforeAll
    static void start() throws Exception {
        data = DataDirectory.open(temporary.resolve("data"));
        var engine = Optional.of(new EngineAccess(URI.create("http://127.0.0.1:1"), Optional.empty()));
        servers = new EngineAndDatabase(Distribution.current(), data, Optional.empty(), engine);
        database = servers.awaitDatabase();
        var owner = owner();
        Flyway.configure()
                .dataSource(database.url(), owner.user(), owner.password())
                .locations("classpath:imprint/workflows/db")
                .placeholders(Map.of("application_role", "imprint_app"))
                .load()
                .migrate();
        new HistorySchema(database).migrate();
    }

    @AfterAll
    static void stop() throws Exception {
        servers.close();
        data.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Things that a function of the owner could take for others.
                "create temporary table pg_roles (rolname name)",
                "create temporary view pg_roles as select 'imprint_app'::name as rolname",
                "create function pg_temp.evil() returns name language sql as $$select 'imprint_app'::name$$",
                "create table mine (id int)",
                "create table history.mine (id int)",
                "create schema mine",
                "create function public.evil() returns int language sql as 'select 1'",
                "create function history.evil() returns int language sql as 'select 1'",
                "create or replace function public.prepare_audit_months(ahead integer) returns void language sql as ''",
                "alter function public.prepare_audit_months(integer) reset search_path",
                "drop function history.prepare_months(integer)",
                // More rights.
                "alter role imprint_app superuser",
                "alter role imprint_app createrole",
                "alter role imprint_app bypassrls",
                "alter role imprint_owner password 'another'",
                "alter role postgres login password 'another'",
                "create role mine",
                "create database mine",
                "grant imprint_owner to imprint_app",
                "grant pg_read_server_files to imprint_app",
                "set role imprint_owner",
                "set role postgres",
                "set session authorization imprint_owner",
                "set session_replication_role = replica",
                "alter system set log_statement = 'all'",
                "alter database imprint owner to imprint_app",
                "alter schema public owner to imprint_app",
                "alter default privileges for role imprint_owner grant all on tables to imprint_app",
                "create event trigger mine on ddl_command_start execute function public.prepare_audit_months()",
                // The past.
                "insert into audit_entry select * from audit_entry",
                "insert into audit_entry_default select * from audit_entry",
                "update audit_head set number = 0",
                "delete from audit_head",
                "insert into audit_head (number, hash) values (0, '')",
                "truncate audit_head",
                "update audit_entry set reason = 'another'",
                "delete from audit_entry",
                "truncate audit_entry",
                "delete from audit_entry_default",
                "drop table audit_entry",
                "alter table audit_entry owner to imprint_app",
                "alter table audit_entry detach partition audit_entry_default",
                "create rule mine as on insert to audit_entry do instead nothing",
                "do $$ begin lock table audit_entry in access exclusive mode; end $$",
                // What the owner will run.
                "insert into flyway_schema_history default values",
                "update flyway_schema_history set success = false",
                "delete from flyway_schema_history",
                "truncate flyway_schema_history",
                "insert into history.flyway_schema_history default values",
                "update history.flyway_schema_history set success = false",
                "delete from history.flyway_schema_history",
                "truncate history.flyway_schema_history",
                // The machine, and secrets.
                "copy (select 1) to program 'true'",
                "copy (select 1) to '/tmp/imprint-rights'",
                "copy audit_entry from '/etc/passwd'",
                "select pg_read_file('postgresql.conf')",
                "select pg_ls_dir('.')",
                "select lo_import('/etc/passwd')",
                "select rolpassword from pg_authid",
            })
    void theApplicationMayNot(String statement) {
        assertDenied(() -> execute(database.application(), statement));
    }

    @Test
    void theApplicationDoesNotBecomeSuperuserByWhatItPutsInTheWay() {
        assertThatThrownBy(() -> execute(
                        database.application(),
                        evilFunction(),
                        "create temp view pg_roles as select pg_temp.evil() as rolname",
                        "select prepare_audit_months(12)"))
                .isInstanceOf(SQLException.class);
        assertThat(superusers()).containsExactly("postgres");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pg_roles", "pg_class", "pg_namespace", "pg_partitioned_table", "pg_proc", "pg_type"})
    void theOwnersFunctionsFindNothingThatTheirCallerMade(String name) throws SQLException {
        var columns = rows(owner(), """
                select 'null::' || format_type(atttypid, atttypmod) || ' as ' || attname
                from pg_attribute
                where attrelid = 'pg_catalog.%s'::regclass and attnum > 0
                  and attname not in ('rolname', 'relname', 'nspname', 'proname', 'typname', 'partstrat')
                """.formatted(name));
        columns.addAll(List.of(
                "pg_temp.evil() as rolname",
                "pg_temp.evil() as relname",
                "pg_temp.evil() as nspname",
                "pg_temp.evil() as proname",
                "pg_temp.evil() as typname",
                "pg_temp.evil() as partstrat"));
        execute(owner(), "grant temporary on database imprint to imprint_app");
        try {
            var attack = new ArrayList<>(List.of(
                    evilFunction(),
                    "create temp view %s as select %s".formatted(name, String.join(", ", columns)),
                    "select public.prepare_audit_months(12)",
                    "select history.prepare_months(12)"));

            assertThatCode(() -> execute(database.application(), attack.toArray(String[]::new)))
                    .doesNotThrowAnyException();
        } finally {
            execute(owner(), "revoke temporary on database imprint from imprint_app");
        }
        assertThat(superusers()).containsExactly("postgres");
    }

    @Test
    void everyFunctionThatRunsAsTheOwnerLooksInTheSystemFirst() throws SQLException {
        var functions = rows(database.application(), """
                select p.oid::regprocedure::text
                from pg_proc p join pg_namespace n on n.oid = pronamespace
                where prosecdef and nspname not in ('pg_catalog', 'information_schema')
                """);
        assertThat(functions).contains("prepare_audit_months(integer)", "history.prepare_months(integer)");
        assertThat(rows(database.application(), """
                        select p.oid::regprocedure::text
                        from pg_proc p join pg_roles o on o.oid = proowner
                        where prosecdef and pronamespace::regnamespace::text not in ('pg_catalog', 'information_schema')
                          and (o.rolsuper or not coalesce('search_path=pg_catalog, pg_temp' = any (proconfig), false))
                        """)).isEmpty();
    }

    @Test
    void everybodyHasNoRight() throws SQLException {
        execute(owner(), "create or replace function later() returns int language sql as 'select 1'");
        assertThat(rows(database.application(), """
                        select p.oid::regprocedure::text from pg_proc p
                        where pronamespace::regnamespace::text in ('public', 'history')
                          and has_function_privilege('public', p.oid, 'execute')
                        union all
                        select nspname from pg_namespace
                        where nspname in ('public', 'history')
                          and (has_schema_privilege('public', oid, 'usage') or has_schema_privilege('public', oid, 'create'))
                        union all
                        select datname from pg_database
                        where not datistemplate and has_database_privilege('public', oid, 'connect, create, temporary')
                        union all
                        select c.oid::regclass::text from pg_class c
                        where relnamespace::regnamespace::text in ('public', 'history') and relkind in ('r', 'p', 'v', 'm')
                          and has_table_privilege('public', c.oid, 'select, insert, update, delete, truncate')
                        """)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "template1"})
    void theApplicationMayConnectToNoOtherDatabase(String name) {
        var url = database.url().replaceFirst("/imprint(?=\\?|$)", "/" + name);
        assertThat(url).isNotEqualTo(database.url());
        assertDenied(() -> DriverManager.getConnection(
                        url,
                        database.application().user(),
                        database.application().password())
                .close());
    }

    @Test
    void nobodyIsTheSuperuser() throws SQLException {
        assertThat(rows(owner(), "select rolname from pg_roles where rolsuper and rolcanlogin"))
                .isEmpty();
        for (var login : List.of(owner(), database.application())) {
            assertThatThrownBy(() -> execute(new Login("postgres", login.password()), "select 1"))
                    .isInstanceOf(SQLException.class);
            assertThat(rows(login, """
                            select rolname from pg_roles
                            where rolname = current_user
                              and (rolsuper or rolcreaterole or rolcreatedb or rolreplication or rolbypassrls)
                            """)).isEmpty();
        }
    }

    @Test
    void theApplicationMakesRoomForTheMonthsToCome() throws SQLException {
        execute(database.application(), "select prepare_audit_months(6)", "select history.prepare_months(6)");
        assertThat(rows(owner(), "select count(*) from pg_inherits where inhparent = 'public.audit_entry'::regclass"))
                .singleElement()
                .satisfies(count -> assertThat(Integer.parseInt(count)).isGreaterThanOrEqualTo(7));
    }

    private static String evilFunction() {
        return """
                create function pg_temp.evil() returns name language plpgsql as $$
                begin
                    execute 'alter role imprint_app superuser';
                    return 'imprint_app';
                end $$
                """;
    }

    private static void assertDenied(SqlAction action) {
        assertThatThrownBy(action::run)
                .asInstanceOf(type(SQLException.class))
                .extracting(SQLException::getSQLState)
                .isEqualTo(INSUFFICIENT_PRIVILEGE);
    }

    private static List<String> superusers() {
        try {
            return rows(owner(), "select rolname from pg_roles where rolsuper");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static Login owner() {
        return database.owner().orElseThrow();
    }

    private static void execute(Login login, String... statements) throws SQLException {
        try (var connection = DriverManager.getConnection(database.url(), login.user(), login.password());
                var statement = connection.createStatement()) {
            for (var each : statements) {
                statement.execute(each);
            }
        }
    }

    private static List<String> rows(Login login, String query) throws SQLException {
        try (var connection = DriverManager.getConnection(database.url(), login.user(), login.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var list = new ArrayList<String>();
            while (rows.next()) {
                list.add(rows.getString(1));
            }
            return list;
        }
    }

    private interface SqlAction {
        void run() throws SQLException;
    }
}
