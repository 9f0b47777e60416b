package imprint.workflows.audit;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Seals, at the start, what earlier releases have left open. */
@Component
@Profile("app")
class AuditSeal implements ApplicationRunner {

    private final AuditTrail audit;

    AuditSeal(AuditTrail audit) {
        this.audit = audit;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        audit.seal();
    }
}
