package imprint.workflows.device;

import imprint.imaging.protocol.EnrolmentKey;
import imprint.workflows.secret.Secrets;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Who asks to be let in as which device, each known by a key of its own. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class Claims {

    /** Of those that ask in the name of one device; the one that was not heard for longest makes room. */
    private static final int MOST = 8;

    private final JdbcClient jdbc;
    private final Clock clock;

    Claims(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @return what the agent is to sign when it asks again */
    String note(UUID deviceId, String publicKey, String address) {
        var challenge = Secrets.random();
        jdbc.sql("""
                        insert into device_claim (device_id, public_key, challenge, address, asked_at)
                        values (:device, :key, :challenge, :address, :now)
                        on conflict (device_id, public_key) do update
                        set challenge = excluded.challenge, address = excluded.address, asked_at = excluded.asked_at
                        """)
                .param("device", deviceId)
                .param("key", publicKey)
                .param("challenge", challenge)
                .param("address", address)
                .param("now", Timestamp.from(clock.instant()))
                .update();
        jdbc.sql("""
                        delete from device_claim c using device d
                        where c.device_id = :device and d.id = c.device_id
                          and c.public_key <> coalesce(d.admitted_key, '') and c.public_key not in (
                            select public_key from device_claim where device_id = :device
                            order by asked_at desc limit :most)
                        """).param("device", deviceId).param("most", MOST).update();
        return challenge;
    }

    /** Whether whoever shows the key holds it. */
    boolean isProven(UUID deviceId, String publicKey, @Nullable String proof) {
        return proof != null
                && jdbc.sql("select challenge from device_claim where device_id = ? and public_key = ?")
                        .params(deviceId, publicKey)
                        .query(String.class)
                        .optional()
                        .filter(challenge -> EnrolmentKey.isSigned(challenge, proof, publicKey))
                        .isPresent();
    }

    List<Claim> of(UUID deviceId) {
        return jdbc.sql("select public_key, address, asked_at from device_claim where device_id = ? order by asked_at")
                .param(deviceId)
                .query((row, n) -> new Claim(
                        EnrolmentKey.fingerprint(Objects.requireNonNull(row.getString(1))),
                        row.getString(2),
                        row.getTimestamp(3).toInstant()))
                .list();
    }

    Optional<String> keyOf(UUID deviceId, String fingerprint) {
        return jdbc
                .sql("select public_key from device_claim where device_id = ?")
                .param(deviceId)
                .query(String.class)
                .list()
                .stream()
                .map(Objects::requireNonNull)
                .filter(key -> EnrolmentKey.fingerprint(key).equals(fingerprint))
                .findFirst();
    }

    void forget(UUID deviceId) {
        jdbc.sql("delete from device_claim where device_id = ?").param(deviceId).update();
    }
}
