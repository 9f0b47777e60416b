package imprint.app.audit;

import imprint.workflows.audit.AuditEntry;
import imprint.workflows.audit.AuditTrail;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

@RestController
class AuditExportController {

    private static final int AT_ONCE = 1_000;

    private final AuditTrail audit;
    private final CheckpointKeeper checkpoints;
    private final JsonMapper json;

    AuditExportController(AuditTrail audit, CheckpointKeeper checkpoints, JsonMapper json) {
        this.audit = audit;
        this.checkpoints = checkpoints;
        this.json = json;
    }

    @GetMapping("/api/v1/audit/export")
    @Operation(
            summary = "Export the whole audit trail, oldest first, a line of JSON for each entry and each checkpoint",
            description = "imprint audit verify FILE says whether it is as it was written.")
    void export(HttpServletResponse response) throws IOException {
        response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"audit.jsonl\"");
        // why first: what is added meanwhile is exported, too, and only what was there can be missed.
        var kept = checkpoints.all();
        var now = checkpoints.now();
        var out = response.getOutputStream();
        List<AuditEntry> entries = audit.after(0, AT_ONCE);
        while (!entries.isEmpty()) {
            for (var entry : entries) {
                write(out, ExportLine.of(entry));
            }
            entries = audit.after(entries.getLast().number(), AT_ONCE);
        }
        for (var checkpoint : kept) {
            write(out, ExportLine.of(checkpoint));
        }
        if (now.isPresent()) {
            write(out, ExportLine.of(now.get()));
        }
        out.flush();
    }

    private void write(OutputStream out, ExportLine line) throws IOException {
        out.write((json.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
