package imprint.agent.http;

import imprint.imaging.protocol.ProblemCode;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The body of a refusal, {@code application/problem+json} (RFC 9457), as far as an agent reads it. */
record Problem(
        @Nullable String title,
        @Nullable String detail,
        @Nullable String code) {

    static Problem parse(byte[] body, JsonMapper json) {
        try {
            return json.readValue(body, Problem.class);
        } catch (JacksonException notAProblem) {
            // why: a proxy in between answers with pages of its own.
            return new Problem(null, null, null);
        }
    }

    /** Whether the body was a problem at all, and so the server's own answer. */
    boolean isOne() {
        return title != null;
    }

    String sentence() {
        return detail != null ? detail : title != null ? title : "no reason given";
    }

    @Nullable
    ProblemCode knownCode() {
        return Arrays.stream(ProblemCode.values())
                .filter(known -> known.name().equals(code))
                .findFirst()
                .orElse(null);
    }
}
