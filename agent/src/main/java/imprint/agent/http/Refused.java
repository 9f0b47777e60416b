package imprint.agent.http;

import imprint.imaging.protocol.ProblemCode;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The other side answered, but not with success; the message is a sentence for a person. */
public final class Refused extends IOException {

    /** The request is no good, or about something that is not there. */
    private static final Set<Integer> FINAL = Set.of(400, 404, 422);

    private final int status;
    private final Problem problem;
    private final @Nullable Duration retryAfter;

    Refused(int status, Problem problem, @Nullable Duration retryAfter, String sentence) {
        super(sentence);
        this.status = status;
        this.problem = problem;
        this.retryAfter = retryAfter;
    }

    public int status() {
        return status;
    }

    public Optional<ProblemCode> code() {
        return Optional.ofNullable(problem.knownCode());
    }

    /** Whether the other side will never take this request, however often it is repeated. */
    public boolean isFinal() {
        // why: a proxy whose server is being replaced answers 404 for a while, with a page of its own.
        return problem.isOne() && FINAL.contains(status);
    }

    /** How long the other side asks to be left alone. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
