package imprint.app.audit;

import imprint.app.keys.CheckpointKeys;
import imprint.workflows.audit.AuditTrail;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Notes outside the database, each hour and at the end, how far the audit trail is. */
@Component
class CheckpointKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(CheckpointKeeper.class);

    private final AuditTrail audit;
    private final CheckpointFile file;
    private final CheckpointKeys keys;
    private final JsonMapper json;
    private final Clock clock;
    private long kept;

    CheckpointKeeper(AuditTrail audit, CheckpointFile file, CheckpointKeys keys, JsonMapper json, Clock clock) {
        this.audit = audit;
        this.file = file;
        this.keys = keys;
        this.json = json;
        this.clock = clock;
    }

    /** Adds one, if there are new entries. */
    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT1M")
    synchronized void keep() {
        now().filter(checkpoint -> checkpoint.number() > kept).ifPresent(checkpoint -> {
            file.add(checkpoint, json);
            kept = checkpoint.number();
        });
    }

    @PreDestroy
    void keepAtTheEnd() {
        try {
            keep();
        } catch (RuntimeException e) {
            // why: the database may have ended before us, and there is nobody to tell.
            LOG.warn("The audit trail has got no checkpoint at the end", e);
        }
    }

    /** Where the trail is, signed, and kept nowhere; nothing where it has no entries. */
    Optional<Checkpoint> now() {
        return audit.end().map(end -> Checkpoint.sign(end.number(), end.hash(), clock.instant(), keys));
    }

    List<Checkpoint> all() {
        return file.all(json);
    }
}
