package imprint.workers.nfs;

import java.io.IOException;

/** What was asked of an NFS server failed; the message is libnfs' own where it has one. */
public final class NfsException extends IOException {

    private final NfsProblem problem;

    NfsException(NfsProblem problem, String sentence) {
        super(sentence);
        this.problem = problem;
    }

    public NfsProblem problem() {
        return problem;
    }
}
