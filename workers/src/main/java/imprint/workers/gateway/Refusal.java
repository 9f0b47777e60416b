package imprint.workers.gateway;

import imprint.imaging.protocol.ProblemCode;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A request is not served; the message is a sentence for the log of a device. */
final class Refusal extends Exception {

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration LATER = Duration.ofSeconds(10);

    private final HttpResponseStatus status;
    private final @Nullable ProblemCode code;
    private final @Nullable Duration retryAfter;

    private Refusal(
            HttpResponseStatus status, @Nullable ProblemCode code, @Nullable Duration retryAfter, String sentence) {
        super(sentence, null, false, false);
        this.status = status;
        this.code = code;
        this.retryAfter = retryAfter;
    }

    static Refusal unauthorized(String sentence) {
        return new Refusal(HttpResponseStatus.UNAUTHORIZED, ProblemCode.TRANSFER_REFUSED, null, sentence);
    }

    static Refusal forbidden(String sentence) {
        return new Refusal(HttpResponseStatus.FORBIDDEN, ProblemCode.TRANSFER_REFUSED, null, sentence);
    }

    static Refusal conflict(String sentence) {
        return new Refusal(HttpResponseStatus.CONFLICT, ProblemCode.TRANSFER_REFUSED, null, sentence);
    }

    static Refusal badRequest(String sentence) {
        return new Refusal(HttpResponseStatus.BAD_REQUEST, ProblemCode.TRANSFER_REFUSED, null, sentence);
    }

    static Refusal tooLarge(long most) {
        return new Refusal(
                HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE,
                ProblemCode.TRANSFER_REFUSED,
                null,
                "The body of this request can have %s bytes at most.".formatted(most));
    }

    static Refusal notFound() {
        return new Refusal(HttpResponseStatus.NOT_FOUND, null, null, "There is nothing here.");
    }

    static Refusal corrupt(String sentence) {
        return new Refusal(HttpResponseStatus.UNPROCESSABLE_ENTITY, ProblemCode.CHUNK_CORRUPT, null, sentence);
    }

    static Refusal incomplete(long missing) {
        return new Refusal(
                HttpResponseStatus.CONFLICT, null, null, "%s chunks have not arrived yet.".formatted(missing));
    }

    static Refusal spoolFull() {
        return new Refusal(
                HttpResponseStatus.SERVICE_UNAVAILABLE,
                ProblemCode.SPOOL_FULL,
                LATER,
                "The gateway has no room for the chunk now.");
    }

    static Refusal notStagedYet() {
        return new Refusal(
                HttpResponseStatus.SERVICE_UNAVAILABLE,
                ProblemCode.NOT_STAGED_YET,
                SOON,
                "This part of the image has not arrived at the site yet.");
    }

    static Refusal notStagedSoon(String sentence) {
        return new Refusal(HttpResponseStatus.SERVICE_UNAVAILABLE, ProblemCode.NOT_STAGED_YET, LATER, sentence);
    }

    static Refusal busy() {
        return new Refusal(HttpResponseStatus.SERVICE_UNAVAILABLE, null, SOON, "The gateway serves as many as it can.");
    }

    static Refusal failed() {
        return new Refusal(
                HttpResponseStatus.INTERNAL_SERVER_ERROR, null, null, "The gateway failed; its log says why.");
    }

    HttpResponseStatus status() {
        return status;
    }

    @Nullable
    ProblemCode code() {
        return code;
    }

    @Nullable
    Duration retryAfter() {
        return retryAfter;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
