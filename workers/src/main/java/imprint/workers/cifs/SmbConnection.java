package imprint.workers.cifs;

import java.io.Closeable;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import jcifs.CIFSContext;
import jcifs.Configuration;
import jcifs.internal.smb2.ServerMessageBlock2Request;
import jcifs.internal.smb2.ServerMessageBlock2Response;
import jcifs.smb.NtStatus;
import jcifs.smb.SmbException;
import org.jspecify.annotations.Nullable;

/**
 * Messages to and from a server, any number of them on their way as the server's credits allow ([MS-SMB2] 3.2.4.1). For
 * one thread. What fails in it, or is not signed well, ends it.
 */
final class SmbConnection implements Closeable {

    /** The most bytes of a file in one message. */
    static final int MAX_PAYLOAD = 1 << 20;

    private static final int CREDIT_BYTES = 64 << 10;
    private static final int WANTED_CREDITS = 512;
    /** Messages that answer nothing, or say that an answer is still to come, before one that does. */
    private static final int MAX_IDLE_TALK = 1000;

    private final Wire wire;
    private final CIFSContext context;
    private final Set<Long> awaited = new HashSet<>();
    private final Map<Long, Frame> early = new HashMap<>();
    private long nextId;
    private int credits = 1;
    private boolean severalCredits;
    private long session;
    private int tree;
    private @Nullable Signer signer;
    private boolean broken;

    SmbConnection(Wire wire, CIFSContext context) {
        this.wire = wire;
        this.context = context;
    }

    CIFSContext context() {
        return context;
    }

    Configuration settings() {
        return context.getConfig();
    }

    /** Whether nothing more can be sent, nor will come. */
    boolean isBroken() {
        return broken;
    }

    void allowSeveralCredits() {
        severalCredits = true;
    }

    void belongTo(long session) {
        this.session = session;
    }

    /** From here on each message is signed, and must be. */
    void secureBy(Signer signer) {
        this.signer = signer;
    }

    void use(int tree) {
        this.tree = tree;
    }

    /** @throws SmbException when the server answers with a failure */
    <T extends ServerMessageBlock2Response> T call(ServerMessageBlock2Request<T> request) throws IOException {
        return answer(send(request, new Frame(request.size()), 1), request);
    }

    /** @throws SmbException when the server answers with a failure */
    <T extends ServerMessageBlock2Response> T answer(long id, ServerMessageBlock2Request<T> request)
            throws IOException {
        Frame answer = receive(id);
        if (answer.status() != NtStatus.NT_STATUS_OK) {
            throw new SmbException(answer.status(), null);
        }
        return decoded(answer, request);
    }

    /** Whether a message that carries, or asks for, so many bytes may be sent now. */
    boolean affords(int payload) {
        return charge(payload) <= credits;
    }

    /** As many of these bytes as the next message may carry or ask for, when none is on its way; never 0. */
    int affordable(int wanted) {
        return severalCredits ? (int) Math.min(wanted, Math.max(1L, credits) * CREDIT_BYTES) : wanted;
    }

    /**
     * Sends a request.
     *
     * @param frame what it is written into
     * @param payload the bytes of a file that it carries or asks for
     * @return the id by which the answer can be received
     */
    long send(ServerMessageBlock2Request<?> request, Frame frame, int payload) throws IOException {
        int charge = charge(payload);
        long id = nextId;
        request.setMid(id);
        request.setSessionId(session);
        request.setTid(tree);
        request.setRequestCredits(Math.max(charge, WANTED_CREDITS - credits));
        frame.encode(request);
        if (severalCredits) {
            frame.setCreditCharge(charge);
        }
        transmit(frame);
        awaited.add(id);
        nextId += charge;
        credits -= charge;
        return id;
    }

    /** The answer to a request, whatever its status. */
    Frame receive(long id) throws IOException {
        try {
            for (int idle = 0; !early.containsKey(id); ) {
                idle = receiveNext() ? 0 : idle + 1;
                if (idle > MAX_IDLE_TALK) {
                    throw new ProtocolException("it says again and again that its answer is still to come");
                }
            }
            return early.remove(id);
        } catch (IOException e) {
            broken = true;
            throw e;
        }
    }

    /** What the answer to {@code request} says. */
    <T extends ServerMessageBlock2Response> T decoded(Frame answer, ServerMessageBlock2Request<T> request)
            throws IOException {
        T response = request.initResponse(context);
        try {
            response.decode(answer.array(), Frame.PREFIX);
            return response;
        } catch (IndexOutOfBoundsException | NegativeArraySizeException e) {
            // why: jcifs-ng trusts lengths and offsets in a message.
            throw new IOException("the server sent a message that is wrong in itself", e);
        }
    }

    @Override
    public void close() throws IOException {
        broken = true;
        wire.close();
    }

    private void transmit(Frame frame) throws IOException {
        try {
            if (signer != null) {
                signer.sign(frame);
            }
            frame.writeTo(wire);
        } catch (IOException e) {
            broken = true;
            throw e;
        }
    }

    /** @return whether that was an answer */
    private boolean receiveNext() throws IOException {
        Frame frame = Frame.readFrom(wire);
        credits += frame.credits();
        // why: such an answer says only that another one comes, and need not be signed.
        boolean interim = frame.status() == NtStatus.NT_STATUS_PENDING;
        if (interim || !awaited.remove(frame.id())) {
            return false;
        }
        if (signer != null) {
            signer.verify(frame);
        }
        early.put(frame.id(), frame);
        return true;
    }

    private int charge(int payload) {
        return severalCredits ? Math.max(1, (payload + CREDIT_BYTES - 1) / CREDIT_BYTES) : 1;
    }
}
