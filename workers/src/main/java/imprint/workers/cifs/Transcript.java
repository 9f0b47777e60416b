package imprint.workers.cifs;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A hash over negotiation and login, which keys depend on: nobody can have changed them ([MS-SMB2] 3.2.5.2). */
final class Transcript {

    private final MessageDigest sha512 = sha512();
    private byte[] hash = new byte[sha512.getDigestLength()];

    void add(Frame frame) {
        sha512.update(hash);
        sha512.update(frame.array(), Frame.PREFIX, frame.length());
        hash = sha512.digest();
    }

    byte[] hash() {
        return hash.clone();
    }

    private static MessageDigest sha512() {
        try {
            return MessageDigest.getInstance("SHA-512");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-512", e);
        }
    }
}
