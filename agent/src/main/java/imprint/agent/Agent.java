package imprint.agent;

import imprint.agent.command.InTray;
import imprint.agent.device.HalfWritten;
import imprint.agent.device.Machine;
import imprint.agent.disk.Disk;
import imprint.agent.http.Exchange;
import imprint.agent.log.DeviceLog;
import imprint.agent.log.Terminal;
import imprint.agent.server.Credential;
import imprint.agent.server.Credentials;
import imprint.agent.server.Enroller;
import imprint.agent.server.EnrolmentKeys;
import imprint.agent.server.Heartbeats;
import imprint.agent.server.LogShipper;
import imprint.agent.server.Pace;
import imprint.agent.server.Reports;
import imprint.agent.server.ServerClient;
import imprint.agent.state.StateDirectory;
import imprint.agent.transfer.DiskWork;
import imprint.agent.transfer.Patience;
import imprint.imaging.protocol.LogBatch;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** An agent, put together: from one boot of its machine to the next, for as long as it is let. */
final class Agent {

    static final String CREDENTIAL = "credential";

    private final Machine machine;
    private final HalfWritten halfWritten;
    private final DeviceLog log;
    private final Terminal terminal;
    private final RandomGenerator random;
    private final Pace pace;
    private final ServerClient server;
    private final Credentials credentials;
    private final Reports reports;
    private final Enroller enroller;
    private final DiskWork diskWork;

    Agent(
            URI serverUri,
            @Nullable String joinToken,
            StateDirectory state,
            Machine machine,
            HalfWritten halfWritten,
            Pace pace,
            Patience patience,
            JsonMapper json,
            RandomGenerator random) {
        this.machine = machine;
        this.halfWritten = halfWritten;
        this.pace = pace;
        this.random = random;
        this.terminal = Terminal.ofThisProcess();
        this.log = new DeviceLog(state.file("log", LogBatch.class), Clock.systemUTC(), terminal);
        var exchange = new Exchange(Exchange.newClient(), json);
        this.server = new ServerClient(exchange, serverUri, json);
        this.credentials = new Credentials(state.file(CREDENTIAL, Credential.class));
        this.reports = new Reports(server, credentials, state.file("report", Reports.Unheard.class), log, pace, random);
        var keys = new EnrolmentKeys(state.file("enrolment-key", EnrolmentKeys.Pair.class));
        this.enroller = new Enroller(server, credentials, keys, joinToken, log);
        this.diskWork = new DiskWork(machine, halfWritten, exchange, json, patience, log);
    }

    /** Returns only by an interrupt. */
    void run() throws IOException, InterruptedException {
        // why: while the server is asked, so that the first command need not wait for it.
        Thread.ofVirtual().name("preparation").start(Disk::prepare);
        var shipping =
                Thread.ofVirtual().name("log").start(new LogShipper(server, credentials, log, pace, random)::run);
        try {
            while (true) {
                log.info("Up in environment %s, boot id %s".formatted(machine.environment(), machine.bootId()));
                runUntilReboot();
                machine.reboot();
            }
        } finally {
            shipping.interrupt();
            shipping.join();
        }
    }

    private void runUntilReboot() throws InterruptedException {
        var inTray = new InTray(reports.unheardCommand().orElse(null));
        var heartbeats = new Heartbeats(server, credentials, enroller, machine, inTray, log, pace, random);
        var beating = Thread.ofVirtual().name("heartbeats").start(heartbeats::run);
        try {
            new AgentLoop(inTray, diskWork, machine, halfWritten, reports, log, terminal).runUntilReboot();
        } finally {
            beating.interrupt();
            beating.join();
        }
    }
}
