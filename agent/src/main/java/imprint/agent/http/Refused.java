package imprint.agent.http;

import imprint.imaging.protocol.ProblemCode;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The other side answered, but not with success; the message is a sentence for a person. */
public final class Refused extends IOException {

    private final int status;
    private final @Nullable ProblemCode code;
    private final @Nullable Duration retryAfter;

    Refused(int status, @Nullable ProblemCode code, @Nullable Duration retryAfter, String sentence) {
        super(sentence);
        this.status = status;
        this.code = code;
        this.retryAfter = retryAfter;
    }

    public int status() {
        return status;
    }

    public Optional<ProblemCode> code() {
        return Optional.ofNullable(code);
    }

    /** How long the other side asks to be left alone. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
