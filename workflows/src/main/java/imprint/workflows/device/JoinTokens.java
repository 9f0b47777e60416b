package imprint.workflows.device;

import imprint.workflows.audit.Act;
import imprint.workflows.audit.Actor;
import imprint.workflows.audit.AuditTrail;
import imprint.workflows.failure.InvalidInput;
import imprint.workflows.failure.NotFound;
import imprint.workflows.secret.Secrets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The join tokens that administrators hand out. */
@Service
@Transactional
public class JoinTokens {

    private static final Duration LONGEST = Duration.ofDays(90);

    private final JdbcClient jdbc;
    private final AuditTrail audit;
    private final Clock clock;

    JoinTokens(JdbcClient jdbc, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    /** The secret is told this once. */
    public Created create(String description, String site, int uses, Duration validFor, Actor actor) {
        if (uses < 1) {
            throw new InvalidInput("uses", "Say how many devices may enrol: at least one.");
        }
        if (!validFor.isPositive() || validFor.compareTo(LONGEST) > 0) {
            throw new InvalidInput("validFor", "A join token is valid for some time, at most 90 days.");
        }
        var secret = Secrets.random();
        var now = clock.instant();
        var token =
                new JoinToken(UUID.randomUUID(), description, site, uses, now.plus(validFor), null, actor.name(), now);
        jdbc.sql("""
                        insert into join_token (id, sha256, description, site, uses_left, expires_at, created_by,
                            created_at) values (?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        token.id(),
                        Secrets.sha256(secret),
                        description,
                        site,
                        uses,
                        Timestamp.from(token.expiresAt()),
                        actor.name(),
                        Timestamp.from(now))
                .update();
        audit.record(Act.done(actor, "join token created", "join token", token.id())
                .with(Map.of("site", site, "uses", Integer.toString(uses))));
        return new Created(token, secret);
    }

    public void revoke(UUID id, Actor actor) {
        var revoked = jdbc.sql("update join_token set revoked_at = ? where id = ? and revoked_at is null")
                .params(Timestamp.from(clock.instant()), id)
                .update();
        if (revoked == 0) {
            throw new NotFound("join token in force", id);
        }
        audit.record(Act.done(actor, "join token revoked", "join token", id));
    }

    boolean isInForce(String secret) {
        return find(secret).isPresent();
    }

    /** The token in force that the secret is of. */
    Optional<JoinToken> find(String secret) {
        return jdbc.sql(
                        "select * from join_token where sha256 = ? and uses_left > 0 and revoked_at is null and expires_at > ?")
                .params(Secrets.sha256(secret), Timestamp.from(clock.instant()))
                .query((row, n) -> read(row))
                .optional();
    }

    /** Spends one use, as the last act of a transaction: whoever comes next waits for its end. */
    boolean spend(String secret) {
        return jdbc.sql("""
                        update join_token set uses_left = uses_left - 1
                        where sha256 = ? and uses_left > 0 and revoked_at is null and expires_at > ?
                        """)
                        .params(Secrets.sha256(secret), Timestamp.from(clock.instant()))
                        .update()
                > 0;
    }

    @Transactional(readOnly = true)
    public List<JoinToken> list() {
        return jdbc.sql("select * from join_token order by created_at desc limit 500")
                .query((row, n) -> read(row))
                .list();
    }

    private static JoinToken read(ResultSet row) throws SQLException {
        var revokedAt = row.getTimestamp("revoked_at");
        return new JoinToken(
                row.getObject("id", UUID.class),
                row.getString("description"),
                row.getString("site"),
                row.getInt("uses_left"),
                row.getTimestamp("expires_at").toInstant(),
                revokedAt == null ? null : revokedAt.toInstant(),
                row.getString("created_by"),
                row.getTimestamp("created_at").toInstant());
    }

    /** A new token, and the secret that it is used by. */
    public record Created(JoinToken token, String secret) {

        @Override
        public String toString() {
            return "Created[token=%s]".formatted(token);
        }
    }
}
