package imprint.http;

import imprint.imaging.protocol.AgentProtocol;
import imprint.imaging.protocol.DiskFacts;
import imprint.imaging.protocol.Enrolment;
import imprint.imaging.protocol.Environment;
import imprint.imaging.protocol.HardwareFacts;
import imprint.imaging.protocol.HardwareIdentity;
import imprint.imaging.protocol.Heartbeat;
import imprint.imaging.protocol.WriteFilter;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A machine with an agent, as far as the server can tell. */
final class TestDevice {

    private final Caller caller;
    private final UUID smbios;
    private final String product;
    private final int number;
    private @Nullable UUID id;
    private @Nullable String credential;
    private String bootId = "boot-1";

    TestDevice(Caller caller, UUID smbios, String product, int number) {
        this.caller = caller;
        this.smbios = smbios;
        this.product = product;
        this.number = number;
    }

    UUID id() {
        return Objects.requireNonNull(id);
    }

    String credential() {
        return Objects.requireNonNull(credential);
    }

    String hostName() {
        return "host-%05d".formatted(number);
    }

    /** Like no other device's. */
    String macAddress() {
        return "02:ab:cd:%02x:%02x:ef".formatted(number >> 8 & 0xff, number & 0xff);
    }

    HardwareFacts facts() {
        return new HardwareFacts(
                new HardwareIdentity(smbios.toString(), List.of("02:00:00:00:00:01", macAddress())),
                product,
                "SN" + number,
                hostName(),
                List.of(new DiskFacts("/dev/sda", "disk-" + number, 8L << 30, 512, true, false)),
                "DeTOS",
                "7.4",
                WriteFilter.NONE);
    }

    Answer asksToEnrol(@Nullable String joinToken) {
        return asksToEnrol(joinToken, null);
    }

    Answer asksToEnrol(@Nullable String joinToken, @Nullable String formerCredential) {
        var answer = caller.post(
                AgentProtocol.ENROLMENT_PATH,
                new Enrolment(AgentProtocol.VERSION, joinToken, formerCredential, facts(), null, null));
        if (answer.status() == 201) {
            id = UUID.fromString(answer.text("/deviceId"));
            credential = answer.text("/credential");
        }
        return answer;
    }

    TestDevice enrolledBy(String joinToken) {
        asksToEnrol(joinToken).is(201);
        return this;
    }

    TestDevice boots(String bootId) {
        this.bootId = bootId;
        return this;
    }

    Caller withItsCredential() {
        return caller.withToken(credential());
    }

    Answer heartbeat(Environment environment) {
        return heartbeat(environment, credential(), 0);
    }

    Answer heartbeat(Environment environment, String credential, int waitSeconds) {
        return caller.withToken(credential)
                .post(
                        AgentProtocol.HEARTBEAT_PATH,
                        new Heartbeat(
                                AgentProtocol.VERSION,
                                "1.0",
                                bootId,
                                environment,
                                facts(),
                                null,
                                null,
                                null,
                                null,
                                waitSeconds));
    }
}
