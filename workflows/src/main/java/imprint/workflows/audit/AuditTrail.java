package imprint.workflows.audit;

import jakarta.persistence.EntityManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
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
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/** Append-only: written in the transaction of the act itself, so that neither is there without the other. */
@Service
public class AuditTrail {

    private static final PersistenceExceptionTranslator TRANSLATOR = new HibernateJpaDialect();

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
        TransactionSynchronizationManager.registerSynchronization(new Recording(act));
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

    private void append(Act act) {
        var key = keys.all().getFirst();
        var details = json.writeValueAsString(new TreeMap<>(act.details()));
        var head = jdbc.sql("select number, hash, at from audit_lock()")
                .query((row, _) -> new Head(
                        row.getLong(1), row.getBytes(2), row.getTimestamp(3).toInstant()))
                .single();
        jdbc.sql("""
                        select audit_append(:number, :at, :actor, :authentication, :address, :act, :subjectKind,
                            :subjectId, :reason, :outcome, :details, :keyId, :previousHash, :hash)
                        """)
                .param("number", head.number() + 1)
                .param("at", Timestamp.from(head.at()))
                .param("actor", act.actor().name())
                .param("authentication", act.actor().authentication())
                .param("address", act.actor().address())
                .param("act", act.act())
                .param("subjectKind", act.subjectKind())
                .param("subjectId", act.subjectId())
                .param("reason", act.reason())
                .param("outcome", act.outcome())
                .param("details", details)
                .param("keyId", key.id())
                .param("previousHash", head.hash())
                .param("hash", AuditChain.hash(key, head.hash(), head.number() + 1, head.at(), act, details))
                .query()
                .singleRow();
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

    /** An act that waits for the end of its transaction. */
    private final class Recording implements TransactionSynchronization {

        private final Act act;

        private Recording(Act act) {
            this.act = act;
        }

        @Override
        public int getOrder() {
            return Ordered.LOWEST_PRECEDENCE;
        }

        // why at the end: all who act wait for the last entry, so nothing else may be waited for while it is held.
        @Override
        public void beforeCommit(boolean readOnly) {
            entities.ifAvailable(this::flush);
            append(act);
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
