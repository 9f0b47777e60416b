package imprint.workflows.audit;

import jakarta.persistence.EntityManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.dao.support.DataAccessUtils;
import org.springframework.dao.support.PersistenceExceptionTranslator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.orm.jpa.vendor.HibernateJpaDialect;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.ResourceHolderSupport;
import org.springframework.transaction.support.ResourceHolderSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/** Append-only: written in the transaction of the act itself, so that neither is there without the other. */
@Service
public class AuditTrail {

    private static final PersistenceExceptionTranslator TRANSLATOR = new HibernateJpaDialect();

    private static final int MONTHS_AHEAD = 3;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final AuditKeys keys;
    private final RepeatedRefusals refusals;
    private final ObjectProvider<EntityManager> entities;

    AuditTrail(
            JdbcClient jdbc,
            JsonMapper json,
            AuditKeys keys,
            RepeatedRefusals refusals,
            ObjectProvider<EntityManager> entities) {
        this.jdbc = jdbc;
        this.json = json;
        this.keys = keys;
        this.refusals = refusals;
        this.entities = entities;
    }

    /** Notes it at the end of the transaction, if that is committed; what is refused again and again is counted. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(Act act) {
        if (!act.isRefused() || refusals.isOneByOne(act)) {
            recordAtTheEnd(act);
        }
    }

    /** For what was counted. */
    @Transactional
    void recordCounted(Act act) {
        recordAtTheEnd(act);
    }

    private void recordAtTheEnd(Act act) {
        var acts = (Acts) TransactionSynchronizationManager.getResource(this);
        if (acts == null) {
            acts = new Acts();
            TransactionSynchronizationManager.bindResource(this, acts);
            TransactionSynchronizationManager.registerSynchronization(new Recording(acts, this));
        }
        acts.all.add(act);
    }

    /** For an act that was refused, whose own transaction is rolled back. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void recordApart(Act act) {
        record(act);
    }

    /** Binds what earlier releases have written, without a key, to an entry with one. Does nothing a second time. */
    @Transactional
    public void seal() {
        var isOpen = jdbc.sql("""
                        select exists (
                            select from audit_entry where number = (select number from audit_head) and key_id is null)
                        """).query(Boolean.class).single();
        if (isOpen) {
            record(Act.done(Actor.SYSTEM, "audit trail sealed", "audit trail", "entries without a key"));
        }
    }

    /** Makes room for the entries of the next months, where there is none yet. */
    void prepareMonths() {
        jdbc.sql("select prepare_audit_months(?)").param(MONTHS_AHEAD).query().singleRow();
    }

    /** In one statement, however many there are: everybody else who acts waits for it. */
    private void append(List<Act> acts) {
        var key = keys.all().getFirst();
        var head = jdbc.sql("select number, hash, at from audit_lock()")
                .query((row, _) -> new Head(
                        row.getLong(1), row.getBytes(2), row.getTimestamp(3).toInstant()))
                .single();
        var links = new ArrayList<Link>();
        var number = head.number();
        var previous = head.hash();
        for (var act : acts) {
            number++;
            var details = json.writeValueAsString(new TreeMap<>(act.details()));
            var hash = AuditChain.hash(key, previous, number, head.at(), act, details);
            links.add(Link.of(number, act, details, previous, hash));
            previous = hash;
        }
        jdbc.sql("""
                        select audit_append(number, :at, actor, authentication, address, act, "subjectKind", "subjectId",
                            reason, outcome, details, :keyId, decode("previousHash", 'hex'), decode(hash, 'hex'))
                        from json_to_recordset(cast(:links as json)) as link (number bigint, actor text,
                            authentication text, address text, act text, "subjectKind" text, "subjectId" text,
                            reason text, outcome text, details text, "previousHash" text, hash text)
                        """)
                .param("at", Timestamp.from(head.at()))
                .param("keyId", key.id())
                .param("links", json.writeValueAsString(links))
                .query()
                .listOfRows();
    }

    /** Newest first; {@code before} is the number of the last entry seen, or null for the first page. */
    @Transactional(readOnly = true)
    public List<AuditEntry> list(AuditFilter filter, @Nullable Long before, int size) {
        return jdbc.sql("""
                        select * from audit_entry
                        where (cast(:subject as text) is null or subject_id = :subject)
                          and (cast(:device as uuid) is null or subject_id = any (array(
                              select cast(:device as text)
                              union all select cast(id as text) from operation where device_id = :device)))
                          and (cast(:actor as text) is null or actor = :actor)
                          and (cast(:before as bigint) is null or number < :before)
                        order by number desc limit :size
                        """)
                .param("subject", filter.subjectId())
                .param("device", filter.deviceId())
                .param("actor", filter.actor())
                .param("before", before)
                .param("size", size)
                .query((row, _) -> entry(row))
                .list();
    }

    /** Oldest first, those after the number. */
    @Transactional(readOnly = true)
    public List<AuditEntry> after(long number, int size) {
        return jdbc.sql("select * from audit_entry where number > ? order by number limit ?")
                .params(number, size)
                .query((row, _) -> entry(row))
                .list();
    }

    /** The last entry; nothing where there is none. */
    @Transactional(readOnly = true)
    public Optional<End> end() {
        return jdbc.sql("select number, hash from audit_head where number > 0")
                .query((row, _) -> new End(row.getLong(1), HexFormat.of().formatHex(row.getBytes(2))))
                .optional();
    }

    private static AuditEntry entry(ResultSet row) throws SQLException {
        return new AuditEntry(
                row.getLong("number"),
                row.getTimestamp("at").toInstant(),
                row.getString("actor"),
                row.getString("authentication"),
                row.getString("address"),
                row.getString("act"),
                row.getString("subject_kind"),
                row.getString("subject_id"),
                row.getString("reason"),
                row.getString("outcome"),
                row.getString("details"),
                row.getString("key_id"),
                HexFormat.of().formatHex(row.getBytes("previous_hash")),
                HexFormat.of().formatHex(row.getBytes("hash")));
    }

    /** The number of an entry and its hash, as in {@link AuditEntry}. */
    public record End(long number, String hash) {}

    private record Head(long number, byte[] hash, Instant at) {}

    /** An entry of the chain, as the database reads it. */
    private record Link(
            long number,
            String actor,
            String authentication,
            String address,
            String act,
            String subjectKind,
            String subjectId,
            @Nullable String reason,
            String outcome,
            String details,
            String previousHash,
            String hash) {

        static Link of(long number, Act act, String details, byte[] previous, byte[] hash) {
            return new Link(
                    number,
                    act.actor().name(),
                    act.actor().authentication(),
                    act.actor().address(),
                    act.act(),
                    act.subjectKind(),
                    act.subjectId(),
                    act.reason(),
                    act.outcome(),
                    details,
                    HexFormat.of().formatHex(previous),
                    HexFormat.of().formatHex(hash));
        }
    }

    /** The acts of a transaction, which are written at its end. */
    private static final class Acts extends ResourceHolderSupport {

        private final List<Act> all = new ArrayList<>();
    }

    private final class Recording extends ResourceHolderSynchronization<Acts, AuditTrail> {

        private final Acts acts;

        private Recording(Acts acts, AuditTrail key) {
            super(acts, key);
            this.acts = acts;
        }

        @Override
        public int getOrder() {
            return Ordered.LOWEST_PRECEDENCE;
        }

        // why at the end: all who act wait for the last entry, so nothing else may be waited for while it is held.
        @Override
        public void beforeCommit(boolean readOnly) {
            entities.ifAvailable(this::flush);
            append(acts.all);
        }

        // why translated: what comes of a commit itself is, and callers know Spring's failures alone.
        private void flush(EntityManager manager) {
            try {
                manager.flush();
            } catch (RuntimeException e) {
                throw DataAccessUtils.translateIfNecessary(e, TRANSLATOR);
            }
        }
    }
}
