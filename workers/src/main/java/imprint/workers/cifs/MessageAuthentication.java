package imprint.workers.cifs;

import java.security.GeneralSecurityException;

/** What the signature of a message is made by ([MS-SMB2] 3.1.4.1); for one thread. */
@FunctionalInterface
interface MessageAuthentication {

    /** The code of a message whose signature is zero; its first 16 bytes are the signature. */
    byte[] of(byte[] message, int offset, int length) throws GeneralSecurityException;
}
