package imprint.workflows.device;

import imprint.workflows.secret.Secrets;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What devices prove themselves with. A device has one CURRENT credential, and while it is being rotated, or an answer
 * may have been lost, NEXT ones: the first use of one revokes all others.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
class Credentials {

    private static final int MOST_NEXT = 4;

    private final JdbcClient jdbc;
    private final Clock clock;

    Credentials(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The only credential of the device from now on. */
    String issue(UUID deviceId) {
        revokeAll(deviceId);
        return insert(deviceId, CredentialState.CURRENT);
    }

    /** Takes the current credential's place when it is first used. */
    String issueNext(UUID deviceId) {
        forgetNext(deviceId);
        return insert(deviceId, CredentialState.NEXT);
    }

    /** One more, for an agent that the answer with the others may not have reached; the first that is shown is in force. */
    String issueAgain(UUID deviceId) {
        jdbc.sql("""
                        delete from device_credential where id in (select id from device_credential
                            where device_id = ? and state = 'NEXT' order by created_at desc offset ?)
                        """).params(deviceId, MOST_NEXT - 1).update();
        return insert(deviceId, CredentialState.NEXT);
    }

    /** Those that were never shown. */
    void forgetNext(UUID deviceId) {
        jdbc.sql("delete from device_credential where device_id = ? and state = 'NEXT'")
                .param(deviceId)
                .update();
    }

    private String insert(UUID deviceId, CredentialState state) {
        var secret = Secrets.random();
        jdbc.sql("insert into device_credential (id, device_id, sha256, state, created_at) values (?, ?, ?, ?, ?)")
                .params(
                        UUID.randomUUID(),
                        deviceId,
                        Secrets.sha256(secret),
                        state.name(),
                        Timestamp.from(clock.instant()))
                .update();
        return secret;
    }

    Optional<Held> find(String secret) {
        return jdbc.sql("select id, device_id, state from device_credential where sha256 = ?")
                .param(Secrets.sha256(secret))
                .query((row, n) -> new Held(
                        row.getObject(1, UUID.class),
                        row.getObject(2, UUID.class),
                        CredentialState.valueOf(row.getString(3))))
                .optional();
    }

    void promote(Held next) {
        jdbc.sql(
                        "update device_credential set state = 'REVOKED', revoked_at = ? where device_id = ? and id <> ? and state <> 'REVOKED'")
                .params(Timestamp.from(clock.instant()), next.deviceId(), next.id())
                .update();
        jdbc.sql("update device_credential set state = 'CURRENT' where id = ?")
                .param(next.id())
                .update();
    }

    void revokeAll(UUID deviceId) {
        jdbc.sql(
                        "update device_credential set state = 'REVOKED', revoked_at = ? where device_id = ? and state <> 'REVOKED'")
                .params(Timestamp.from(clock.instant()), deviceId)
                .update();
    }

    enum CredentialState {
        CURRENT,
        NEXT,
        REVOKED
    }

    record Held(UUID id, UUID deviceId, CredentialState state) {}
}
