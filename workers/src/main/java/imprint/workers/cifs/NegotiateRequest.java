package imprint.workers.cifs;

import jcifs.Configuration;
import jcifs.internal.smb2.Smb2Constants;
import jcifs.internal.smb2.nego.Smb2NegotiateRequest;
import jcifs.internal.util.SMBUtil;

/** What jcifs-ng negotiates, and also messages of more than 64 KiB and ways to sign ([MS-SMB2] 2.2.3). */
final class NegotiateRequest extends Smb2NegotiateRequest {

    static final int SIGNING_CAPABILITIES = 8;

    private static final int CAPABILITIES = 8;
    private static final int CONTEXT_COUNT = 32;
    private static final int CONTEXT_HEADER = 8;
    private static final SigningAlgorithm[] OFFERED = SigningAlgorithm.values();

    NegotiateRequest(Configuration settings) {
        super(settings, Smb2Constants.SMB2_NEGOTIATE_SIGNING_ENABLED | Smb2Constants.SMB2_NEGOTIATE_SIGNING_REQUIRED);
    }

    @Override
    public int getCapabilities() {
        return super.getCapabilities() | Smb2Constants.SMB2_GLOBAL_CAP_LARGE_MTU;
    }

    @Override
    public int size() {
        return super.size() + CONTEXT_HEADER + contextBytes();
    }

    @Override
    protected int writeBytesWireFormat(byte[] into, int offset) {
        int context = offset + super.writeBytesWireFormat(into, offset);
        SMBUtil.writeInt4(getCapabilities(), into, offset + CAPABILITIES);
        SMBUtil.writeInt2(SMBUtil.readInt2(into, offset + CONTEXT_COUNT) + 1L, into, offset + CONTEXT_COUNT);
        SMBUtil.writeInt2(SIGNING_CAPABILITIES, into, context);
        SMBUtil.writeInt2(contextBytes(), into, context + 2);
        int algorithms = context + CONTEXT_HEADER;
        SMBUtil.writeInt2(OFFERED.length, into, algorithms);
        for (int i = 0; i < OFFERED.length; i++) {
            SMBUtil.writeInt2(OFFERED[i].code(), into, algorithms + 2 * (i + 1));
        }
        return context + CONTEXT_HEADER + contextBytes() - offset;
    }

    private static int contextBytes() {
        return 2 * (1 + OFFERED.length);
    }
}
