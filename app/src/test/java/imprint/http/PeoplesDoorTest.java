package imprint.http;

import static org.assertj.core.api.Assertions.assertThat;

import imprint.imaging.protocol.AgentProtocol;
import java.net.URI;
import java.util.Arrays;
import java.util.Objects;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.AbstractProtocol;
import org.junit.jupiter.api.Test;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.core.env.Environment;
import tools.jackson.databind.json.JsonMapper;

@HttpTest
class PeoplesDoorTest {

    private static final int PROMISED_DEVICES = 20_000;

    private final Fleet fleet;
    private final JsonMapper json;
    private final Connector everybodys;
    private final Connector peoples;

    PeoplesDoorTest(Fleet fleet, JsonMapper json, ServletWebServerApplicationContext context, Environment environment) {
        this.fleet = fleet;
        this.json = json;
        var main = Integer.parseInt(environment.getRequiredProperty("local.server.port"));
        var server = (TomcatWebServer) Objects.requireNonNull(context.getWebServer());
        var connectors = server.getTomcat().getService().findConnectors();
        this.everybodys = Arrays.stream(connectors)
                .filter(connector -> connector.getLocalPort() == main)
                .findFirst()
                .orElseThrow();
        this.peoples = Arrays.stream(connectors)
                .filter(connector -> connector.getLocalPort() != main)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void opensToPeopleAndToNoDevice() {
        var door = Caller.unknown(URI.create("http://127.0.0.1:" + peoples.getLocalPort()), json);

        door.get("/actuator/health").is(200);
        door.get("/api/v1/devices").is(401);
        door.post(AgentProtocol.HEARTBEAT_PATH, "{}").is(404);
        door.post(AgentProtocol.ENROLMENT_PATH, "{}").is(404);
        fleet.anybody().post(AgentProtocol.HEARTBEAT_PATH, "{}").is(401);
    }

    @Test
    void hasConnectionsOfItsOwn() {
        assertThat(most(everybodys)).isGreaterThanOrEqualTo(2 * PROMISED_DEVICES);
        assertThat(most(peoples)).isEqualTo(1_000);
    }

    @Test
    void isServedByTheSameMachineOnly() {
        assertThat(((AbstractProtocol<?>) peoples.getProtocolHandler()).getAddress())
                .isEqualTo(((AbstractProtocol<?>) everybodys.getProtocolHandler()).getAddress());
    }

    private static int most(Connector connector) {
        return ((AbstractProtocol<?>) connector.getProtocolHandler()).getMaxConnections();
    }
}
