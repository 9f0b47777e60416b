package imprint.workers.cifs;

import java.util.List;
import jcifs.CIFSContext;
import jcifs.CIFSException;
import jcifs.DialectVersion;
import jcifs.ResolverType;
import jcifs.config.BaseConfiguration;
import jcifs.context.BaseContext;

/** What is demanded of every server; nothing is taken from properties of the Java runtime. */
final class SmbSettings extends BaseConfiguration {

    private static final int OVERHEAD = 512;

    private SmbSettings(boolean offersEncryption) throws CIFSException {
        minVersion = DialectVersion.SMB210;
        maxVersion = DialectVersion.SMB311;
        smb2OnlyNegotiation = true;
        signingPreferred = true;
        signingEnforced = true;
        ipcSigningEnforced = true;
        requireSecureNegotiate = true;
        // NTLMv2 only
        lanmanCompatibility = 3;
        allowGuestFallback = false;
        dfsDisabled = true;
        encryptionEnabled = offersEncryption;
        resolverOrder = List.of(ResolverType.RESOLVER_DNS);
        smbRecvBufferSize = SmbConnection.MAX_PAYLOAD;
        smbSendBufferSize = SmbConnection.MAX_PAYLOAD;
        transactionBufferSize = SmbConnection.MAX_PAYLOAD + OVERHEAD;
        initDefaults();
    }

    static CIFSContext context() {
        return context(false);
    }

    /** For a connection that is to learn whether the server demands encryption, and for nothing else. */
    static CIFSContext offeringEncryption() {
        return context(true);
    }

    private static CIFSContext context(boolean offersEncryption) {
        try {
            return new BaseContext(new SmbSettings(offersEncryption));
        } catch (CIFSException e) {
            throw new IllegalStateException("jcifs-ng does not take its settings", e);
        }
    }
}
