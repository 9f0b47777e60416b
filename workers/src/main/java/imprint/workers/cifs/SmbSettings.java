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

    private SmbSettings() throws CIFSException {
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
        resolverOrder = List.of(ResolverType.RESOLVER_DNS);
        smbRecvBufferSize = SmbConnection.MAX_PAYLOAD;
        smbSendBufferSize = SmbConnection.MAX_PAYLOAD;
        transactionBufferSize = SmbConnection.MAX_PAYLOAD + OVERHEAD;
        initDefaults();
    }

    static CIFSContext context() {
        try {
            return new BaseContext(new SmbSettings());
        } catch (CIFSException e) {
            throw new IllegalStateException("jcifs-ng does not take its settings", e);
        }
    }
}
