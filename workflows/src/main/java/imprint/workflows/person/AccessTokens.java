package imprint.workflows.person;

import imprint.workflows.audit.Act;
import imprint.workflows.audit.Actor;
import imprint.workflows.audit.AuditTrail;
import imprint.workflows.failure.Conflict;
import imprint.workflows.failure.InvalidInput;
import imprint.workflows.failure.NotFound;
import imprint.workflows.secret.Secrets;
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

    /** A token of the actor's own; the secret is told this once. */
    public Created create(String description, Duration validFor, Actor actor) {
        if (!validFor.isPositive() || validFor.compareTo(LONGEST) > 0) {
            throw new InvalidInput("validFor", "An access token is valid for some time, at most 365 days.");
        }
        if (list(actor.name()).size() >= MOST) {
            throw new Conflict("You have %d access tokens: revoke one first.".formatted(MOST));
        }
        var secret = Secrets.random();
        var now = clock.instant();
        var token = new AccessToken(UUID.randomUUID(), actor.name(), description, now.plus(validFor), now);
        jdbc.sql("""
                        insert into access_token (id, person, description, sha256, expires_at, created_at)
                        values (?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        token.id(),
                        token.person(),
                        description,
                        Secrets.sha256(secret),
                        Timestamp.from(token.expiresAt()),
                        Timestamp.from(now))
                .update();
        audit.record(Act.done(actor, "access token created", "access token", token.id())
                .with(Map.of("expiresAt", token.expiresAt().toString())));
        return new Created(token, secret);
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

    /** Whose secret it is; empty when it is nobody's, or no longer valid. */
    @Transactional(readOnly = true)
    public Optional<Person> ownerOf(String secret) {
        return jdbc.sql("""
                        select person.* from person join access_token on access_token.person = person.name
                        where sha256 = ? and expires_at > ?
                        """)
                .params(Secrets.sha256(secret), Timestamp.from(clock.instant()))
                .query((row, n) -> People.read(row))
                .optional();
    }

    @Transactional(readOnly = true)
    public List<AccessToken> list(String person) {
        return jdbc.sql("select * from access_token where person = ? order by created_at desc")
                .param(person)
                .query((row, n) -> new AccessToken(
                        row.getObject("id", UUID.class),
                        row.getString("person"),
                        row.getString("description"),
                        row.getTimestamp("expires_at").toInstant(),
                        row.getTimestamp("created_at").toInstant()))
                .list();
    }

    /** A new token, and the secret that it is used by. */
    public record Created(AccessToken token, String secret) {

        @Override
        public String toString() {
            return "Created[token=%s]".formatted(token);
        }
    }
}
