package imprint.workers.cifs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** Signs what is sent, and verifies what comes, with the key of a session. */
final class Signer {

    private final MessageAuthentication authentication;

    private Signer(MessageAuthentication authentication) {
        this.authentication = authentication;
    }

    /** @param transcript of the negotiation and the login, which the key is bound to from dialect 3.1.1 on */
    static Signer of(Negotiated negotiated, byte[] sessionKey, byte[] transcript) {
        try {
            return new Signer(
                    switch (negotiated.dialect()) {
                        case SMB311 -> by(negotiated.signing(), derived(sessionKey, "SMBSigningKey", transcript));
                        case SMB300, SMB302 -> new AesCmac(derived(sessionKey, "SMB2AESCMAC", cString("SmbSign")));
                        case SMB210 -> hmac(new SecretKeySpec(sessionKey, "HmacSHA256"));
                        case SMB1, SMB202 -> throw new IllegalStateException(negotiated + " is too old");
                    });
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot sign as SMB does", e);
        }
    }

    void sign(Frame frame) throws IOException {
        frame.setSigned();
        byte[] code = code(frame);
        System.arraycopy(code, 0, frame.array(), Frame.PREFIX + Frame.SIGNATURE, Frame.SIGNATURE_BYTES);
    }

    /** @throws UnsafeServer when the message does not come as the server has sent it, or was not signed */
    void verify(Frame frame) throws IOException {
        if (!frame.isSigned() || !frame.isAnswer()) {
            throw new UnsafeServer("The server does not sign what it sends: switch SMB signing on at the server.");
        }
        int from = Frame.PREFIX + Frame.SIGNATURE;
        byte[] signature = Arrays.copyOfRange(frame.array(), from, from + Frame.SIGNATURE_BYTES);
        byte[] code = Arrays.copyOf(code(frame), Frame.SIGNATURE_BYTES);
        if (!MessageDigest.isEqual(code, signature)) {
            throw new UnsafeServer("A message of the server was changed on its way: its signature is wrong.");
        }
    }

    private byte[] code(Frame frame) throws IOException {
        int from = Frame.PREFIX + Frame.SIGNATURE;
        Arrays.fill(frame.array(), from, from + Frame.SIGNATURE_BYTES, (byte) 0);
        try {
            return authentication.of(frame.array(), Frame.PREFIX, frame.length());
        } catch (GeneralSecurityException e) {
            throw new IOException("A message could not be signed", e);
        }
    }

    private static MessageAuthentication by(SigningAlgorithm algorithm, SecretKey key) throws GeneralSecurityException {
        return switch (algorithm) {
            case AES_GMAC -> new AesGmac(key);
            case AES_CMAC -> new AesCmac(key);
            case HMAC_SHA256 -> hmac(key);
        };
    }

    private static MessageAuthentication hmac(SecretKey key) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(key);
        return (message, offset, length) -> {
            mac.update(message, offset, length);
            return mac.doFinal();
        };
    }

    /** A key of 128 bits: NIST SP 800-108, in counter mode with HMAC-SHA256, as [MS-SMB2] 3.1.4.2 has it. */
    private static SecretKey derived(byte[] sessionKey, String label, byte[] context) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(sessionKey, "HmacSHA256"));
        mac.update(new byte[] {0, 0, 0, 1});
        mac.update(cString(label));
        mac.update((byte) 0);
        mac.update(context);
        mac.update(new byte[] {0, 0, 0, (byte) 128});
        return new SecretKeySpec(mac.doFinal(), 0, 16, "AES");
    }

    private static byte[] cString(String text) {
        return (text + '\0').getBytes(StandardCharsets.US_ASCII);
    }
}
