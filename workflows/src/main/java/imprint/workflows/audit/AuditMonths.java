package imprint.workflows.audit;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Makes room for the entries of the months to come, long before they begin. */
@Component
class AuditMonths {

    private static final int AHEAD = 3;

    private final JdbcClient jdbc;

    AuditMonths(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Scheduled(fixedDelayString = "P1D", initialDelayString = "PT1M")
    void prepare() {
        jdbc.sql("select prepare_audit_months(?)").param(AHEAD).query().singleRow();
    }
}
