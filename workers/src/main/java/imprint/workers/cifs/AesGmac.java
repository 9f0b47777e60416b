package imprint.workers.cifs;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** AES-128-GMAC: the message is what AES-GCM authenticates; its id and its direction are the nonce. */
final class AesGmac implements MessageAuthentication {

    private static final int NONCE = 12;
    private static final int MESSAGE_ID = 24;
    private static final int FLAGS = 16;

    private final Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    private final SecretKey key;

    AesGmac(SecretKey key) throws GeneralSecurityException {
        this.key = key;
    }

    @Override
    public byte[] of(byte[] message, int offset, int length) throws GeneralSecurityException {
        ByteBuffer header = ByteBuffer.wrap(message, offset, length).slice().order(ByteOrder.LITTLE_ENDIAN);
        int fromServer = header.getInt(FLAGS) & 1;
        byte[] nonce = ByteBuffer.allocate(NONCE)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.getLong(MESSAGE_ID))
                .putInt(fromServer)
                .array();
        cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(Byte.SIZE * Frame.SIGNATURE_BYTES, nonce));
        cipher.updateAAD(message, offset, length);
        return cipher.doFinal();
    }
}
