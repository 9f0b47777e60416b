package imprint.workflows.audit;

import imprint.workflows.OlderDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** An audit trail in a database that has the owner's schema and the application's role, as the set-up makes them. */
final class Trail implements AutoCloseable {

    private final EmbeddedPostgres postgres;
    private final TransactionTemplate transaction;
    private final List<AuditKey> keys = new CopyOnWriteArrayList<>(List.of(aKey()));
    private final JdbcClient owner;
    private final JdbcClient application;
    private final AuditTrail audit;

    private Trail() throws IOException {
        postgres = EmbeddedPostgres.start();
        owner = JdbcClient.create(postgres.getPostgresDatabase());
        DataSource applications = postgres.getDatabase("imprint_app", "postgres");
        application = JdbcClient.create(applications);
        transaction = new TransactionTemplate(new JdbcTransactionManager(applications));
        transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        audit = new AuditTrail(
                application,
                JsonMapper.shared(),
                keys(),
                new RepeatedRefusals(Clock.systemUTC()),
                new StaticListableBeanFactory().getBeanProvider(EntityManager.class));
        owner.sql("create role imprint_app login").update();
        owner.sql("alter default privileges grant select, insert, update, delete on tables to imprint_app")
                .update();
    }

    static Trail ofThisRelease() throws IOException {
        var trail = new Trail();
        trail.migrate("latest");
        return trail;
    }

    static Trail ofARelease(String version) throws IOException {
        var trail = new Trail();
        trail.migrate(version);
        return trail;
    }

    void migrate(String version) {
        OlderDatabase.migrate(postgres.getPostgresDatabase(), version);
    }

    JdbcClient owner() {
        return owner;
    }

    JdbcClient application() {
        return application;
    }

    AuditTrail audit() {
        return audit;
    }

    AuditKeys keys() {
        return () -> List.copyOf(keys);
    }

    void renewKey() {
        keys.addFirst(aKey());
    }

    /** As the application's role, in a transaction of its own. */
    void inTransaction(Runnable work) {
        transaction.executeWithoutResult(_ -> work.run());
    }

    void record(String subject) {
        inTransaction(() -> audit.record(Act.done(Actor.SYSTEM, "tested", "test", subject)));
    }

    List<AuditEntry> entries() {
        return audit.after(0, 10_000);
    }

    private static AuditKey aKey() {
        var bytes = new byte[AuditKey.BYTES];
        new SecureRandom().nextBytes(bytes);
        return AuditKey.of(bytes);
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
