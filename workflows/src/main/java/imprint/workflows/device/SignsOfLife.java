package imprint.workflows.device;

import imprint.imaging.protocol.Environment;
import imprint.imaging.protocol.Heartbeat;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** When devices were heard: the only thing that each heartbeat writes, in rows of their own without an index on it. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class SignsOfLife {

    private final JdbcClient jdbc;
    private final Clock clock;

    SignsOfLife(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Notes a heartbeat of which nothing else is to be noted: the credential is in force and its owner enrolled, it is
     * as it was when it was last heard, and awaits nothing.
     *
     * @return whose heartbeat it is; empty when it has to be looked at more closely
     */
    Optional<UUID> ofNothingNew(byte[] sha256, Heartbeat heartbeat) {
        return jdbc.sql("""
                        update device_contact k set last_heartbeat_at = :now,
                            last_contact = case when :own then :now else k.last_contact end
                        from device_credential c join device d on d.id = c.device_id
                        where c.sha256 = :sha256 and c.state = 'CURRENT' and k.device_id = d.id
                          and d.state = 'ENROLLED' and d.held_back is null and d.admitted_key is null and d.granted_key is null
                          and not d.rotate_credential and d.facts_digest = :facts and d.boot_id = :boot
                          and d.environment = :environment and d.agent_version = :agent
                          and d.protocol_version = :protocol
                        returning d.id
                        """)
                .param("now", Timestamp.from(clock.instant()))
                .param("own", heartbeat.environment() == Environment.OWN_DISK)
                .param("sha256", sha256)
                .param("facts", heartbeat.factsDigest())
                .param("boot", heartbeat.bootId())
                .param("environment", heartbeat.environment().name())
                .param("agent", heartbeat.agentVersion())
                .param("protocol", heartbeat.protocolVersion())
                .query(UUID.class)
                .optional();
    }

    /** Last Contact is that of the device's own system; it stands still while the device is re-imaged. */
    void note(UUID deviceId, Environment environment) {
        var now = Timestamp.from(clock.instant());
        jdbc.sql("""
                        insert into device_contact as k (device_id, last_heartbeat_at, last_contact)
                        values (:device, :now, :contact) on conflict (device_id) do update
                        set last_heartbeat_at = excluded.last_heartbeat_at,
                            last_contact = coalesce(excluded.last_contact, k.last_contact)
                        """)
                .param("device", deviceId)
                .param("now", now)
                .param("contact", environment == Environment.OWN_DISK ? now : null)
                .update();
    }
}
