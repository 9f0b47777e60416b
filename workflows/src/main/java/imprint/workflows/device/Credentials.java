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
 * What devices prove themselves with. A device has one CURRENT credential, and while it is being rotated a NEXT one,
 * whose first use revokes the other.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
class Credentials {

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
        jdbc.sql("delete from device_credential where device_id = ? and state = 'NEXT'")
                .param(deviceId)
                .update();
        return insert(deviceId, CredentialState.NEXT);
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
                        "update device_credential set state = 'REVOKED', revoked_at = ? where device_id = ? and state = 'CURRENT'")
                .params(Timestamp.from(clock.instant()), next.deviceId())
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
