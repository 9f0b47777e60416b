package imprint.workflows.command;

import imprint.imaging.protocol.AgentProtocol;
import imprint.imaging.protocol.Heartbeat;
import imprint.imaging.protocol.HeartbeatReply;
import imprint.imaging.protocol.ProblemCode;
import imprint.workflows.command.CommandQueue.Next;
import imprint.workflows.device.Contact;
import imprint.workflows.device.ContactRefused;
import imprint.workflows.device.Contacts;
import imprint.workflows.device.HeartbeatSettings;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The long poll of the agents. While it waits it holds neither a thread nor a connection; few are worked on at one time,
 * so that a fleet that comes back at once leaves the database to others, too.
 */
@Service
@Profile("app")
public class Heartbeats implements DisposableBean {

    private final Contacts contacts;
    private final CommandQueue queue;
    private final CommandBell bell;
    private final TransactionOperations transaction;
    private final HeartbeatSettings settings;
    private final ExecutorService workers;

    Heartbeats(
            Contacts contacts,
            CommandQueue queue,
            CommandBell bell,
            TransactionOperations transaction,
            HeartbeatSettings settings) {
        this.contacts = contacts;
        this.queue = queue;
        this.bell = bell;
        this.transaction = transaction;
        this.settings = settings;
        this.workers = Executors.newFixedThreadPool(
                settings.atOnce(),
                Thread.ofPlatform().name("heartbeats-", 1).daemon().factory());
    }

    /** @return what there is to say; fails with {@link ContactRefused} when the agent is turned away */
    public CompletableFuture<HeartbeatReply> answer(String credential, Heartbeat heartbeat, String address) {
        if (heartbeat.protocolVersion() != AgentProtocol.VERSION) {
            throw new ContactRefused(
                    ProblemCode.PROTOCOL_VERSION_UNSUPPORTED,
                    "This server speaks version %s of the agent protocol.".formatted(AgentProtocol.VERSION));
        }
        // why: of what waits, only as much is kept as another look needs.
        var question = heartbeat.withoutFacts();
        return work(() -> look(credential, heartbeat, address)).thenCompose(seen -> afterwards(seen, question));
    }

    private <T> CompletableFuture<T> work(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, workers);
    }

    private Seen look(String credential, Heartbeat heartbeat, String address) {
        var ear = bell.ear();
        try {
            return Objects.requireNonNull(transaction.execute(_ -> {
                var contact = contacts.heard(credential, heartbeat, address);
                if (!contact.isJudged()) {
                    return new Seen(contact, Next.FREE, ear);
                }
                ear.listenFor(contact.deviceId());
                return new Seen(contact, queue.next(contact.deviceId(), heartbeat), ear);
            }));
        } catch (RuntimeException e) {
            ear.close();
            if (e instanceof ContactRefused refused) {
                noteCopiedDisk(refused, credential, heartbeat, address);
            }
            throw e;
        }
    }

    private void noteCopiedDisk(ContactRefused refused, String credential, Heartbeat heartbeat, String address) {
        if (refused.code() == ProblemCode.CREDENTIAL_OF_OTHER_HARDWARE && heartbeat.facts() != null) {
            contacts.noteCopiedDisk(credential, heartbeat.facts(), address);
        }
    }

    private CompletableFuture<HeartbeatReply> afterwards(Seen seen, Heartbeat question) {
        if (!seen.mayWait()) {
            seen.ear().close();
            return CompletableFuture.completedFuture(reply(seen.contact(), seen.next()));
        }
        return seen.ear()
                .rings(wait(question))
                .thenCompose(rang -> rang
                        ? work(() -> queue.next(seen.contact().deviceId(), question))
                        : CompletableFuture.completedFuture(seen.next()))
                .whenComplete((_, _) -> seen.ear().close())
                .thenApply(next -> reply(seen.contact(), next));
    }

    private HeartbeatReply reply(Contact contact, Next next) {
        return new HeartbeatReply(
                next.command(),
                next.stop(),
                next.token(),
                contact.credential(),
                contact.knownFacts(),
                settings.intervalSeconds());
    }

    private static Duration wait(Heartbeat heartbeat) {
        var asked = Duration.ofSeconds(Math.max(0, heartbeat.waitSeconds()));
        return asked.compareTo(HeartbeatSettings.LONGEST_WAIT) < 0 ? asked : HeartbeatSettings.LONGEST_WAIT;
    }

    @Override
    public void destroy() {
        workers.shutdown();
    }

    /** What a first look has shown. */
    private record Seen(Contact contact, Next next, CommandBell.Ear ear) {

        boolean mayWait() {
            return next.mayWait() && contact.credential() == null;
        }
    }
}
