package imprint.app.agent;

import imprint.app.security.EnrolmentThrottle;
import imprint.imaging.protocol.AgentProtocol;
import imprint.imaging.protocol.Enrolment;
import imprint.imaging.protocol.Heartbeat;
import imprint.imaging.protocol.HeartbeatReply;
import imprint.imaging.protocol.LogBatch;
import imprint.imaging.protocol.Report;
import imprint.workflows.command.Heartbeats;
import imprint.workflows.command.StepReports;
import imprint.workflows.device.DeviceLogs;
import imprint.workflows.device.Enrolments;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The server's end of the agent protocol. A heartbeat that waits holds no thread. */
@RestController
class AgentController {

    private final Enrolments enrolments;
    private final EnrolmentThrottle throttle;
    private final Heartbeats heartbeats;
    private final StepReports reports;
    private final DeviceLogs logs;

    AgentController(
            Enrolments enrolments,
            EnrolmentThrottle throttle,
            Heartbeats heartbeats,
            StepReports reports,
            DeviceLogs logs) {
        this.enrolments = enrolments;
        this.throttle = throttle;
        this.heartbeats = heartbeats;
        this.reports = reports;
        this.logs = logs;
    }

    @PostMapping(AgentProtocol.ENROLMENT_PATH)
    ResponseEntity<?> enrol(@RequestBody Enrolment enrolment, HttpServletRequest request) {
        var checked = AgentInput.checked(enrolment);
        var address = request.getRemoteAddr();
        var answer = throttle.admit(
                address, () -> enrolments.showsJoinTokenInForce(checked), () -> enrolments.enrol(checked, address));
        return switch (answer) {
            case Enrolments.Granted it ->
                ResponseEntity.status(HttpStatus.CREATED).body(it.enrolled());
            case Enrolments.Pending it ->
                ResponseEntity.accepted()
                        .header(
                                HttpHeaders.RETRY_AFTER,
                                Integer.toString(it.pending().retryAfterSeconds()))
                        .body(it.pending());
        };
    }

    @PostMapping(AgentProtocol.HEARTBEAT_PATH)
    CompletableFuture<HeartbeatReply> heartbeat(
            @AuthenticationPrincipal String credential, @RequestBody Heartbeat heartbeat, HttpServletRequest request) {
        return heartbeats.answer(credential, AgentInput.checked(heartbeat), request.getRemoteAddr());
    }

    @PostMapping(AgentProtocol.REPORT_PATH)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void report(@AuthenticationPrincipal UUID deviceId, @RequestBody Report report) {
        reports.report(deviceId, AgentInput.checked(report));
    }

    @PostMapping(AgentProtocol.LOG_PATH)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void log(@AuthenticationPrincipal UUID deviceId, @RequestBody LogBatch batch) {
        logs.keep(deviceId, AgentInput.checked(batch));
    }
}
