package imprint.workers.cifs;

import java.io.IOException;
import java.util.Arrays;
import jcifs.DialectVersion;
import jcifs.internal.smb2.Smb2Constants;
import jcifs.internal.smb2.session.Smb2SessionSetupRequest;
import jcifs.internal.smb2.session.Smb2SessionSetupResponse;
import jcifs.smb.NtStatus;
import jcifs.smb.SSPContext;
import jcifs.smb.SmbException;
import org.jspecify.annotations.Nullable;

/** Logs in by NTLMv2 ([MS-SMB2] 3.2.4.2.3); from then on the connection is signed. */
final class Login {

    private static final int KEY_BYTES = 16;
    private static final int MAX_ROUNDS = 4;

    private final SmbConnection connection;
    private final Negotiation negotiation;
    private final Transcript transcript;

    Login(SmbConnection connection, Negotiation negotiation, Transcript transcript) {
        this.connection = connection;
        this.negotiation = negotiation;
        this.transcript = transcript;
    }

    void as(CifsLogin login, String host) throws IOException {
        byte[] token = negotiation.response().getSecurityBlob();
        SSPContext ntlm = login.authenticator().createContext(connection.context(), null, host, token, true);
        Frame answer = null;
        for (int round = 0; round < MAX_ROUNDS; round++) {
            byte[] said = ntlm.initSecContext(token, 0, token.length);
            if (said != null) {
                Smb2SessionSetupRequest request = request(said);
                answer = exchange(request);
                token = accepted(connection.decoded(answer, request)).getBlob();
            }
            if (ntlm.isEstablished() && answer != null && answer.status() == NtStatus.NT_STATUS_OK) {
                secure(answer, ntlm.getSigningKey());
                return;
            }
        }
        throw new IOException("the server does not come to an end with the login");
    }

    private Smb2SessionSetupRequest request(byte[] token) {
        return new Smb2SessionSetupRequest(
                connection.context(),
                Smb2Constants.SMB2_NEGOTIATE_SIGNING_REQUIRED,
                negotiation.response().getCommonCapabilities(),
                0,
                token);
    }

    private Frame exchange(Smb2SessionSetupRequest request) throws IOException {
        Frame sent = new Frame(request.size());
        Frame answer = connection.receive(connection.send(request, sent, 1));
        transcript.add(sent);
        if (answer.status() == NtStatus.NT_STATUS_MORE_PROCESSING_REQUIRED) {
            transcript.add(answer);
        } else if (answer.status() != NtStatus.NT_STATUS_OK) {
            throw new SmbException(answer.status(), null);
        }
        return answer;
    }

    private Smb2SessionSetupResponse accepted(Smb2SessionSetupResponse response) throws IOException {
        if (response.isLoggedInAsGuest()) {
            // why: a server may take whom it does not know for a guest, whose messages nobody can sign.
            throw new SmbException(NtStatus.NT_STATUS_LOGON_FAILURE, null);
        }
        if ((response.getSessionFlags() & Smb2SessionSetupResponse.SMB2_SESSION_FLAG_ENCRYPT_DATA) != 0) {
            throw new UnsafeServer("The server demands encryption, which Imprint does not know: allow signing alone.");
        }
        connection.belongTo(response.getSessionId());
        return response;
    }

    private void secure(Frame answer, byte @Nullable [] key) throws IOException {
        if (key == null) {
            throw new UnsafeServer("The server gives no key to sign with: switch SMB signing on at the server.");
        }
        Signer signer = Signer.of(negotiation.negotiated(), Arrays.copyOf(key, KEY_BYTES), transcript.hash());
        // why: some servers of dialect 2.1 begin to sign only with the next message.
        if (answer.isSigned() || negotiation.negotiated().dialect().atLeast(DialectVersion.SMB300)) {
            signer.verify(answer);
        }
        connection.secureBy(signer);
    }
}
