package imprint.workers.cifs;

import java.io.IOException;
import java.util.Arrays;
import jcifs.DialectVersion;
import jcifs.internal.smb2.Smb2Constants;
import jcifs.internal.smb2.ioctl.Smb2IoctlRequest;
import jcifs.internal.smb2.ioctl.ValidateNegotiateInfoRequest;
import jcifs.internal.smb2.ioctl.ValidateNegotiateInfoResponse;
import jcifs.internal.smb2.nego.Smb2NegotiateResponse;
import jcifs.smb.NtStatus;
import jcifs.smb.SmbException;

/** Agrees with a server on how to talk, and makes sure later that nobody has weakened what was agreed. */
final class Negotiation {

    private static final int NOT_SUPPORTED = 0xC00000BB;
    private static final int DIALECT = Frame.HEADER + 4;
    private static final int CONTEXT_COUNT = Frame.HEADER + 6;
    private static final int CONTEXT_OFFSET = Frame.HEADER + 60;
    private static final int CONTEXT_HEADER = 8;

    private final SmbConnection connection;
    private final NegotiateRequest request;
    private final Smb2NegotiateResponse response;
    private final Negotiated negotiated;

    private Negotiation(
            SmbConnection connection, NegotiateRequest request, Smb2NegotiateResponse response, Negotiated negotiated) {
        this.connection = connection;
        this.request = request;
        this.response = response;
        this.negotiated = negotiated;
    }

    static Negotiation over(SmbConnection connection, Transcript transcript) throws IOException {
        NegotiateRequest request = new NegotiateRequest(connection.settings());
        Frame sent = new Frame(request.size());
        Frame answer = connection.receive(connection.send(request, sent, 1));
        transcript.add(sent);
        transcript.add(answer);
        if (answer.status() == NOT_SUPPORTED) {
            throw tooOld();
        }
        if (answer.status() != NtStatus.NT_STATUS_OK) {
            throw new SmbException(answer.status(), null);
        }
        Smb2NegotiateResponse response = connection.decoded(answer, request);
        if (!response.isSigningEnabled()) {
            throw new UnsafeServer("The server cannot sign: switch SMB signing on at the server.");
        }
        if (!response.isValid(connection.context(), request)) {
            throw tooOld();
        }
        boolean severalCredits = response.haveCapabilitiy(Smb2Constants.SMB2_GLOBAL_CAP_LARGE_MTU);
        int atMost = severalCredits ? SmbConnection.MAX_PAYLOAD : 64 << 10;
        if (severalCredits) {
            connection.allowSeveralCredits();
        }
        Negotiated negotiated = new Negotiated(
                response.getSelectedDialect(),
                signing(answer),
                severalCredits,
                Math.min(atMost, response.getReceiveBufferSize()),
                Math.min(atMost, response.getSendBufferSize()));
        return new Negotiation(connection, request, response, negotiated);
    }

    Negotiated negotiated() {
        return negotiated;
    }

    Smb2NegotiateResponse response() {
        return response;
    }

    /**
     * Asks the server, by a signed message, what it has heard and answered ([MS-SMB2] 3.2.5.5). From dialect 3.1.1 on the
     * keys depend on that. An older server does not know the question, and signs that it does not.
     */
    void validate() throws IOException {
        if (negotiated.dialect().atLeast(DialectVersion.SMB311)) {
            return;
        }
        var question = new Smb2IoctlRequest(connection.settings(), Smb2IoctlRequest.FSCTL_VALIDATE_NEGOTIATE_INFO);
        question.setFlags(Smb2IoctlRequest.SMB2_O_IOCTL_IS_FSCTL);
        question.setMaxOutputResponse(64);
        question.setInputData(new ValidateNegotiateInfoRequest(
                request.getCapabilities(), request.getClientGuid(), request.getSecurityMode(), request.getDialects()));
        Frame answer = connection.receive(connection.send(question, new Frame(question.size()), 1));
        if (answer.status() == NtStatus.NT_STATUS_OK) {
            var heard = connection.decoded(answer, question).getOutputData(ValidateNegotiateInfoResponse.class);
            if (heard.getDialect() != response.getDialectRevision()
                    || heard.getCapabilities() != response.getCapabilities()
                    || heard.getSecurityMode() != response.getSecurityMode()
                    || !Arrays.equals(heard.getServerGuid(), response.getServerGuid())) {
                throw new UnsafeServer("The negotiation with the server was changed on its way.");
            }
        }
    }

    private static SigningAlgorithm signing(Frame answer) throws IOException {
        if (answer.shortAt(DIALECT) != Smb2Constants.SMB2_DIALECT_0311) {
            return SigningAlgorithm.AES_CMAC;
        }
        int count = answer.shortAt(CONTEXT_COUNT);
        int at = answer.intAt(CONTEXT_OFFSET);
        for (int i = 0; i < count; i++) {
            if (answer.shortAt(at) == NegotiateRequest.SIGNING_CAPABILITIES) {
                return SigningAlgorithm.of(answer.shortAt(at + CONTEXT_HEADER + 2))
                        .orElseThrow(() -> new UnsafeServer("The server signs in a way that was not offered to it."));
            }
            at += CONTEXT_HEADER + Math.ceilDiv(answer.shortAt(at + 2), 8) * 8;
        }
        return SigningAlgorithm.AES_CMAC;
    }

    private static UnsafeServer tooOld() {
        return new UnsafeServer("The server knows no SMB 2.1 or newer: allow newer dialects at the server.");
    }
}
