package imprint.workflows.audit;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Append-only: written in the transaction of the act itself, so that neither is there without the other. */
@Service
public class AuditTrail {

    /** Any number that no other advisory lock uses: entries are chained one after the other. */
    private static final long CHAIN_LOCK = 0x1AD17;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    AuditTrail(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void record(Act act) {
        jdbc.sql("select pg_advisory_xact_lock(?)").param(CHAIN_LOCK).query().singleRow();
        var last = jdbc.sql("select number, hash from audit_entry order by number desc limit 1")
                .query((row, n) -> new Link(row.getLong(1), row.getBytes(2)))
                .optional()
                .orElse(new Link(0, AuditChain.START));
        // why: PostgreSQL keeps microseconds, and the hash must hold for what is read back.
        var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var details = json.writeValueAsString(new TreeMap<>(act.details()));
        jdbc.sql("""
                        insert into audit_entry (number, at, actor, authentication, address, act, subject_kind,
                            subject_id, reason, outcome, details, previous_hash, hash)
                        values (:number, :at, :actor, :authentication, :address, :act, :subjectKind,
                            :subjectId, :reason, :outcome, :details, :previousHash, :hash)
                        """)
                .param("number", last.number() + 1)
                .param("at", Timestamp.from(at))
                .param("actor", act.actor().name())
                .param("authentication", act.actor().authentication())
                .param("address", act.actor().address())
                .param("act", act.act())
                .param("subjectKind", act.subjectKind())
                .param("subjectId", act.subjectId())
                .param("reason", act.reason())
                .param("outcome", act.outcome())
                .param("details", details)
                .param("previousHash", last.hash())
                .param("hash", AuditChain.hash(last.hash(), last.number() + 1, at, act, details))
                .update();
    }

    /** For an act that was refused, whose own transaction is rolled back. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void recordApart(Act act) {
        record(act);
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
                .query((row, n) -> new AuditEntry(
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
                        HexFormat.of().formatHex(row.getBytes("hash"))))
                .list();
    }

    private record Link(long number, byte[] hash) {}
}
