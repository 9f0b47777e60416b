package imprint.workflows.person;

import imprint.workflows.audit.Act;
import imprint.workflows.audit.Actor;
import imprint.workflows.audit.AuditTrail;
import imprint.workflows.failure.Conflict;
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
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The access tokens of people. */
@Service
@Transactional
public class AccessTokens {

    private static final Duration LONGEST = Duration.ofDays(365);
    private static final int MOST = 50;

    private final JdbcClient jdbc;
    private final AuditTrail audit;
    private final Clock clock;

    AccessTokens(JdbcClient jdbc, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * A token of the actor's own; the secret is told this once.
     *
     * @param role at most the actor's own; null for just that
     */
    public Created create(String description, @Nullable Role role, Duration validFor, Actor actor) {
        if (!validFor.isPositive() || validFor.compareTo(LONGEST) > 0) {
            throw new InvalidInput("validFor", "An access token is valid for some time, at most 365 days.");
        }
        var own = roleOf(actor.name());
        if (role != null && role.atMost(own) != role) {
            throw new InvalidInput("role", "A token may do no more than you: ask for %s or less.".formatted(own));
        }
        if (list(actor.name()).size() >= MOST) {
            throw new Conflict("You have %s access tokens: revoke one first.".formatted(MOST));
        }
        var secret = Secrets.random();
        var now = clock.instant();
        var token = new AccessToken(
                UUID.randomUUID(), actor.name(), description, role == null ? own : role, now.plus(validFor), now);
        jdbc.sql("""
                        insert into access_token (id, person, description, role, sha256, expires_at, created_at)
                        values (?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        token.id(),
                        token.person(),
                        description,
                        token.role().name(),
                        Secrets.sha256(secret),
                        Timestamp.from(token.expiresAt()),
                        Timestamp.from(now))
                .update();
        audit.record(Act.done(actor, "access token created", "access token", token.id())
                .with(Map.of(
                        "role", token.role().name(),
                        "expiresAt", token.expiresAt().toString())));
        return new Created(token, secret);
    }

    // why locked: tokens that are asked for at once are counted one after the other, and none outlives a change of
    // the password that is under way.
    private Role roleOf(String person) {
        return jdbc.sql("select role from person where name = ? for update")
                .param(person)
                .query((row, n) -> Role.valueOf(row.getString("role")))
                .optional()
                .orElseThrow(() -> new NotFound("person", person));
    }

    /** Revokes a token of the actor's own. */
    public void revoke(UUID id, Actor actor) {
        var revoked = jdbc.sql("delete from access_token where id = ? and person = ?")
                .params(id, actor.name())
                .update();
        if (revoked == 0) {
            throw new NotFound("access token", id);
        }
        audit.record(Act.done(actor, "access token revoked", "access token", id));
    }

    /** Revokes a token, whosever it is. */
    public void revokeAnybodys(UUID id, Actor actor) {
        var person = jdbc.sql("delete from access_token where id = ? returning person")
                .param(id)
                .query(String.class)
                .optional()
                .orElseThrow(() -> new NotFound("access token", id));
        audit.record(Act.done(actor, "access token revoked", "access token", id).with(Map.of("person", person)));
    }

    /** For whom a program acts that shows this secret; empty when it is nobody's, or no longer valid. */
    @Transactional(readOnly = true)
    public Optional<Bearer> bearerOf(String secret) {
        return jdbc.sql("""
                        select access_token.id, person.name, person.role as persons, access_token.role as tokens
                        from person join access_token on access_token.person = person.name
                        where sha256 = ? and expires_at > ?
                        """)
                .params(Secrets.sha256(secret), Timestamp.from(clock.instant()))
                .query((row, n) -> new Bearer(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        Role.valueOf(row.getString("persons")).atMost(Role.valueOf(row.getString("tokens")))))
                .optional();
    }

    /** Whether a program may still act by this token. */
    @Transactional(readOnly = true)
    public boolean isValid(UUID id) {
        return jdbc.sql("select exists (select from access_token where id = ? and expires_at > ?)")
                .params(id, Timestamp.from(clock.instant()))
                .query(Boolean.class)
                .single();
    }

    /** Of everybody, also those whose time is up. */
    @Transactional(readOnly = true)
    public List<AccessToken> listAll() {
        return jdbc.sql("select * from access_token order by person, created_at desc")
                .query((row, n) -> read(row))
                .list();
    }

    @Transactional(readOnly = true)
    public List<AccessToken> list(String person) {
        return jdbc.sql("select * from access_token where person = ? order by created_at desc")
                .param(person)
                .query((row, n) -> read(row))
                .list();
    }

    private static AccessToken read(ResultSet row) throws SQLException {
        return new AccessToken(
                row.getObject("id", UUID.class),
                row.getString("person"),
                row.getString("description"),
                Role.valueOf(row.getString("role")),
                row.getTimestamp("expires_at").toInstant(),
                row.getTimestamp("created_at").toInstant());
    }

    /** For whom a program acts, by which token, and what it may do. */
    public record Bearer(UUID token, String person, Role role) {}

    /** A new token, and the secret that it is used by. */
    public record Created(AccessToken token, String secret) {

        @Override
        public String toString() {
            return "Created[token=%s]".formatted(token);
        }
    }
}
