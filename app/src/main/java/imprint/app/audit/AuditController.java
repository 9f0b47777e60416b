package imprint.app.audit;

import imprint.app.page.PageQuery;
import imprint.app.page.Stretch;
import imprint.workflows.audit.AuditEntry;
import imprint.workflows.audit.AuditFilter;
import imprint.workflows.audit.AuditTrail;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/audit-entries")
class AuditController {

    private final AuditTrail audit;

    AuditController(AuditTrail audit) {
        this.audit = audit;
    }

    @GetMapping
    @Operation(summary = "Read the audit trail, newest first")
    Stretch<AuditEntry> list(
            @Parameter(description = "Id of what was acted on") @RequestParam(required = false) @Nullable
                    String subjectId,
            @Parameter(description = "Of a device: what was done to it, or to an operation of it")
                    @RequestParam(required = false)
                    @Nullable
                    UUID deviceId,
            @Parameter(description = "Name of who acted") @RequestParam(required = false) @Nullable String actor,
            @Parameter(description = "From the list before, to go on from there")
                    @RequestParam(required = false)
                    @Nullable
                    Long before,
            @RequestParam(required = false) @Nullable Integer size) {
        var most = PageQuery.sizeWithin(size);
        var filter = new AuditFilter(subjectId, deviceId, actor);
        return Stretch.of(audit.list(filter, before, most), most, entry -> Long.toString(entry.number()));
    }
}
