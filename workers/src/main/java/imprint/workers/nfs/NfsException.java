package imprint.workers.nfs;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What was asked of an NFS server failed; the message is libnfs' own where it has one. */
public final class NfsException extends IOException {

    private final NfsProblem problem;

    NfsException(NfsProblem problem, String sentence) {
        this(problem, sentence, null);
    }

    NfsException(NfsProblem problem, String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
        this.problem = problem;
    }

    public NfsProblem problem() {
        return problem;
    }
}
