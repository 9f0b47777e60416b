package imprint.agent.server;

import imprint.agent.log.DeviceLog;
import imprint.imaging.protocol.AgentProtocol;
import imprint.imaging.protocol.Enrolment;
import imprint.imaging.protocol.EnrolmentPending;
import imprint.imaging.protocol.HardwareFacts;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Asks for a credential, showing the join token, the credential that was refused, and a key of its own. */
public final class Enroller {

    private final ServerClient server;
    private final Credentials credentials;
    private final EnrolmentKeys keys;
    private final @Nullable String joinToken;
    private final DeviceLog log;
    private String lastSentence = "";

    public Enroller(
            ServerClient server,
            Credentials credentials,
            EnrolmentKeys keys,
            @Nullable String joinToken,
            DeviceLog log) {
        this.server = server;
        this.credentials = credentials;
        this.keys = keys;
        this.joinToken = joinToken;
        this.log = log;
    }

    /** Asks once; where an administrator has to decide, takes as long as the server wants to be left alone. */
    void ask(HardwareFacts facts) throws IOException, InterruptedException {
        var former = credentials.former().map(Credential::secret).orElse(null);
        var enrolment = new Enrolment(AgentProtocol.VERSION, joinToken, former, facts, keys.publicKey(), keys.proof());
        switch (server.enrol(enrolment)) {
            case EnrolmentAnswer.Admitted(var enrolled) -> {
                credentials.keep(Credential.of(enrolled));
                keys.forget();
                log.info("Enrolled as device " + enrolled.deviceId());
            }
            case EnrolmentAnswer.Pending(var pending) -> waitToBeAdmitted(pending);
        }
    }

    private void waitToBeAdmitted(EnrolmentPending pending) throws InterruptedException {
        keys.challenged(pending.challenge());
        if (!pending.sentence().equals(lastSentence)) {
            lastSentence = pending.sentence();
            log.info("Waiting to be admitted, with the fingerprint %s: %s".formatted(keys.fingerprint(), lastSentence));
        }
        Thread.sleep(Duration.ofSeconds(Math.max(1, pending.retryAfterSeconds())));
    }
}
