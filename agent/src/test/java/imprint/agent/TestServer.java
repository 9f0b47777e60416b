package imprint.agent;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import imprint.imaging.protocol.AgentProtocol;
import imprint.imaging.protocol.Command;
import imprint.imaging.protocol.Enrolled;
import imprint.imaging.protocol.Enrolment;
import imprint.imaging.protocol.EnrolmentPending;
import imprint.imaging.protocol.Heartbeat;
import imprint.imaging.protocol.HeartbeatReply;
import imprint.imaging.protocol.LogBatch;
import imprint.imaging.protocol.ProblemCode;
import imprint.imaging.protocol.Report;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The server's side of the agent protocol, in memory: it gives a command until it has heard the report. */
final class TestServer implements AutoCloseable {

    static final String JOIN_TOKEN = "join-for-tests";

    final List<Enrolment> enrolments = new CopyOnWriteArrayList<>();
    final List<Heartbeat> heartbeats = new ArrayList<>();
    final List<String> credentialsShown = new CopyOnWriteArrayList<>();
    final List<Report> reports = new ArrayList<>();
    final List<LogBatch.Entry> log = new ArrayList<>();

    private final JsonMapper json = JsonMapper.builder().build();
    private final Map<String, UUID> credentials = new HashMap<>();
    private final ArrayDeque<Refusal> reportRefusals = new ArrayDeque<>();
    private HttpServer http;
    private int pendingEnrolments;
    private int issued;
    private int intervalSeconds;
    private boolean knowsFacts;
    private @Nullable ProblemCode credentialProblem;
    private @Nullable Command command;
    private @Nullable UUID stop;
    private @Nullable String token;
    private @Nullable String rotated;

    /** @param unknown whether the server knows nothing of the command that is reported, nor gives it any more */
    private record Refusal(int status, @Nullable ProblemCode code, boolean unknown) {}

    TestServer() throws IOException {
        http = listen(0);
    }

    private HttpServer listen(int port) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(AgentProtocol.ENROLMENT_PATH, this::enrol);
        server.createContext(AgentProtocol.HEARTBEAT_PATH, this::heartbeat);
        server.createContext(AgentProtocol.REPORT_PATH, this::report);
        server.createContext(AgentProtocol.LOG_PATH, this::log);
        server.start();
        return server;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    void goAway() {
        http.stop(0);
    }

    void comeBack() throws IOException {
        http = listen(http.getAddress().getPort());
    }

    synchronized void askToBeLeftAloneFor(int seconds) {
        intervalSeconds = seconds;
    }

    /** From now on facts are remembered, or are no more. */
    synchronized void knowFacts(boolean known) {
        knowsFacts = known;
    }

    synchronized void keepWaiting(int enrolments) {
        pendingEnrolments = enrolments;
    }

    synchronized void give(Command next) {
        command = next;
        notifyAll();
    }

    synchronized void withdrawCommand() {
        command = null;
    }

    synchronized void stop(UUID commandId) {
        stop = commandId;
        notifyAll();
    }

    synchronized void renewToken(String fresh) {
        token = fresh;
        notifyAll();
    }

    synchronized String rotateCredential() {
        rotated = "credential-" + ++issued;
        credentials.put(rotated, credentials.values().iterator().next());
        notifyAll();
        return rotated;
    }

    /** From now on the credentials given out are refused for that reason. */
    synchronized void refuseCredentials(ProblemCode reason) {
        credentials.clear();
        credentialProblem = reason;
    }

    synchronized void refuseReports(int times, int status) {
        for (int i = 0; i < times; i++) {
            reportRefusals.add(new Refusal(status, null, false));
        }
    }

    /** The next report finds that its command is no longer there. */
    synchronized void forgetTheCommandReported(int status, @Nullable ProblemCode code) {
        reportRefusals.add(new Refusal(status, code, true));
    }

    synchronized void forgiveReports() {
        reportRefusals.clear();
    }

    synchronized Heartbeat lastHeartbeat() {
        return heartbeats.getLast();
    }

    synchronized List<Report> reports() {
        return List.copyOf(reports);
    }

    synchronized List<Heartbeat> heartbeats() {
        return List.copyOf(heartbeats);
    }

    /** As the last heartbeat told; -1 when it told nothing. */
    synchronized long bytesDone() {
        var progress = heartbeats.isEmpty() ? null : heartbeats.getLast().progress();
        return progress == null ? -1 : progress.bytesDone();
    }

    synchronized List<String> logLines() {
        return log.stream().map(LogBatch.Entry::message).toList();
    }

    private synchronized void enrol(HttpExchange exchange) throws IOException {
        enrolments.add(read(exchange, Enrolment.class));
        if (pendingEnrolments-- > 0) {
            answer(exchange, 202, new EnrolmentPending("An administrator has to admit the device", 1, "challenge"));
            return;
        }
        var enrolled = new Enrolled(UUID.randomUUID(), "credential-" + ++issued);
        credentials.put(enrolled.credential(), enrolled.deviceId());
        answer(exchange, 201, enrolled);
    }

    private void heartbeat(HttpExchange exchange) throws IOException {
        var heartbeat = read(exchange, Heartbeat.class);
        if (admitted(exchange)) {
            answer(exchange, 200, replyTo(heartbeat));
        }
    }

    private synchronized HeartbeatReply replyTo(Heartbeat heartbeat) {
        heartbeats.add(heartbeat);
        notifyAll();
        for (long end = System.currentTimeMillis() + heartbeat.waitSeconds() * 1000L;
                hasNothingFor(heartbeat) && System.currentTimeMillis() < end; ) {
            try {
                wait(50);
            } catch (InterruptedException e) {
                break;
            }
        }
        var next = hasCommandFor(heartbeat) ? command : null;
        var reply = new HeartbeatReply(
                next, stop, token, rotated, knowsFacts ? heartbeat.factsDigest() : null, intervalSeconds);
        token = null;
        rotated = null;
        return reply;
    }

    private boolean hasCommandFor(Heartbeat heartbeat) {
        return command != null && !command.commandId().equals(heartbeat.inHand());
    }

    private boolean hasNothingFor(Heartbeat heartbeat) {
        return !hasCommandFor(heartbeat)
                && !hasHeardTheReportOf(heartbeat.inHand())
                && stop == null
                && token == null
                && rotated == null;
    }

    private boolean hasHeardTheReportOf(@Nullable UUID inHand) {
        return reports.stream().anyMatch(report -> report.commandId().equals(inHand));
    }

    private synchronized void report(HttpExchange exchange) throws IOException {
        var report = read(exchange, Report.class);
        if (!admitted(exchange)) {
            return;
        }
        if (!reportRefusals.isEmpty()) {
            var refusal = reportRefusals.pop();
            command = refusal.unknown() ? null : command;
            problem(exchange, refusal.status(), refusal.code());
            return;
        }
        reports.add(report);
        if (command != null && command.commandId().equals(report.commandId())) {
            command = null;
            stop = null;
        }
        answer(exchange, 204, null);
        notifyAll();
    }

    private synchronized void log(HttpExchange exchange) throws IOException {
        var batch = read(exchange, LogBatch.class);
        if (admitted(exchange)) {
            log.addAll(batch.entries());
            answer(exchange, 204, null);
        }
    }

    private synchronized boolean admitted(HttpExchange exchange) throws IOException {
        var shown = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))
                .replace("Bearer ", "");
        credentialsShown.add(shown);
        if (credentials.containsKey(shown)) {
            return true;
        }
        problem(exchange, 401, credentialProblem == null ? ProblemCode.CREDENTIAL_UNKNOWN : credentialProblem);
        return false;
    }

    private <T> T read(HttpExchange exchange, Class<T> type) throws IOException {
        return json.readValue(exchange.getRequestBody().readAllBytes(), type);
    }

    private void answer(HttpExchange exchange, int status, @Nullable Object body) throws IOException {
        var bytes = body == null ? new byte[0] : json.writeValueAsBytes(body);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void problem(HttpExchange exchange, int status, @Nullable ProblemCode code) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/problem+json");
        var body = new HashMap<String, Object>(Map.of("title", "refused", "status", status, "detail", "made up"));
        if (code != null) {
            body.put("code", code.name());
        }
        answer(exchange, status, body);
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
