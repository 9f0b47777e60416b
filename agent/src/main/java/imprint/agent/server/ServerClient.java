package imprint.agent.server;

import imprint.agent.http.Exchange;
import imprint.agent.http.Refused;
import imprint.imaging.chunk.Digest;
import imprint.imaging.protocol.AgentProtocol;
import imprint.imaging.protocol.Enrolled;
import imprint.imaging.protocol.Enrolment;
import imprint.imaging.protocol.EnrolmentPending;
import imprint.imaging.protocol.HardwareFacts;
import imprint.imaging.protocol.Heartbeat;
import imprint.imaging.protocol.HeartbeatReply;
import imprint.imaging.protocol.LogBatch;
import imprint.imaging.protocol.Report;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The agent protocol, spoken once per call: what fails is for the caller to repeat.
 *
 * <p>Every call throws {@link Refused} when the server answered with a problem, another {@link IOException} when it did
 * not answer sensibly.
 */
public final class ServerClient {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long LARGEST_ANSWER = 1 << 20;

    private final Exchange exchange;
    private final URI server;
    private final JsonMapper json;

    public ServerClient(Exchange exchange, URI server, JsonMapper json) {
        this.exchange = exchange;
        this.server = server;
        this.json = json;
    }

    EnrolmentAnswer enrol(Enrolment enrolment) throws IOException, InterruptedException {
        var answer = send(request(AgentProtocol.ENROLMENT_PATH, enrolment, PATIENCE));
        return answer.status() == 202
                ? new EnrolmentAnswer.Pending(parse(answer.body(), EnrolmentPending.class))
                : new EnrolmentAnswer.Admitted(parse(answer.body(), Enrolled.class));
    }

    HeartbeatReply heartbeat(Heartbeat heartbeat, Credential credential) throws IOException, InterruptedException {
        var patience = PATIENCE.plusSeconds(heartbeat.waitSeconds());
        var answer = send(authorized(request(AgentProtocol.HEARTBEAT_PATH, heartbeat, patience), credential));
        return parse(answer.body(), HeartbeatReply.class);
    }

    /** Differs from that of all other facts. */
    String digestOf(HardwareFacts facts) {
        return Digest.ofContent(json.writeValueAsBytes(facts)).hex();
    }

    void report(Report report, Credential credential) throws IOException, InterruptedException {
        send(authorized(request(AgentProtocol.REPORT_PATH, report, PATIENCE), credential));
    }

    void log(LogBatch batch, Credential credential) throws IOException, InterruptedException {
        send(authorized(request(AgentProtocol.LOG_PATH, batch, PATIENCE), credential));
    }

    private HttpRequest.Builder request(String path, Object body, Duration patience) {
        return HttpRequest.newBuilder(server.resolve(path))
                .header("Content-Type", "application/json")
                .timeout(patience)
                .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(body)));
    }

    private static HttpRequest.Builder authorized(HttpRequest.Builder request, Credential credential) {
        return request.header("Authorization", "Bearer " + credential.secret());
    }

    private Exchange.Answer<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return exchange.send(request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER));
    }

    private <T> T parse(byte[] body, Class<T> type) throws IOException {
        try {
            return json.readValue(body, type);
        } catch (JacksonException e) {
            // why: the parser's message may quote the body, which may hold a credential.
            throw new IOException("The server's answer is no " + type.getSimpleName());
        }
    }
}
