package imprint.app.problem;

import imprint.imaging.image.FileNameRefused;
import imprint.imaging.protocol.ProblemCode;
import imprint.workflows.device.ContactRefused;
import imprint.workflows.failure.Conflict;
import imprint.workflows.failure.InvalidInput;
import imprint.workflows.failure.NotFound;
import imprint.workflows.storage.LocationUnavailable;
import imprint.workflows.storage.PasswordUnreadable;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** The one place where failures become answers. */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(Problems.class);
    private static final long RETRY_SECONDS = 10;

    private final SeldomTold troubles;

    Problems(Clock clock) {
        troubles = new SeldomTold(clock);
    }

    @ExceptionHandler
    ProblemDetail on(InvalidInput e) {
        return invalid(new FieldProblem(e.field(), String.valueOf(e.getMessage())));
    }

    @ExceptionHandler
    ProblemDetail on(FileNameRefused e) {
        return invalid(new FieldProblem("fileName", String.valueOf(e.getMessage())));
    }

    @ExceptionHandler
    ProblemDetail on(NotFound e) {
        return problem(HttpStatus.NOT_FOUND, e.getMessage());
    }

    @ExceptionHandler
    ProblemDetail on(Conflict e) {
        return problem(HttpStatus.CONFLICT, e.getMessage());
    }

    @ExceptionHandler
    ProblemDetail on(PasswordUnreadable e) {
        return problem(HttpStatus.CONFLICT, e.getMessage());
    }

    @ExceptionHandler
    ProblemDetail on(StillUnderWay e) {
        return problem(HttpStatus.CONFLICT, e.getMessage());
    }

    @ExceptionHandler
    ProblemDetail on(KeyUsedBefore e) {
        return invalid(HttpStatus.UNPROCESSABLE_CONTENT, new FieldProblem(e.header(), String.valueOf(e.getMessage())));
    }

    @ExceptionHandler
    ProblemDetail on(LocationUnavailable e) {
        return problem(HttpStatus.BAD_GATEWAY, e.getMessage());
    }

    @ExceptionHandler
    ProblemDetail on(ConcurrencyFailureException e) {
        return problem(HttpStatus.CONFLICT, "Somebody else changed it at the same time: look at it, and try again.");
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(DataIntegrityViolationException e) {
        // why: class 22 of SQLSTATE is bad data, such as the character NUL; 23 is a row that another one excludes.
        if (NestedExceptionUtils.getMostSpecificCause(e) instanceof SQLException sql
                && Objects.requireNonNullElse(sql.getSQLState(), "").startsWith("22")) {
            return answer(invalid(new FieldProblem("body", "A text holds characters that cannot be kept.")));
        }
        log.info(
                "Excluded by what is there: {}",
                NestedExceptionUtils.getMostSpecificCause(e).getMessage());
        return answer(problem(HttpStatus.CONFLICT, "It does not go with what is there: look again, and try again."));
    }

    @ExceptionHandler
    ProblemDetail on(ContactRefused e) {
        var problem = problem(statusOf(e.code()), e.getMessage());
        problem.setProperty("code", e.code().name());
        return problem;
    }

    private static HttpStatus statusOf(ProblemCode code) {
        return switch (code) {
            case CREDENTIAL_UNKNOWN, CREDENTIAL_REVOKED -> HttpStatus.UNAUTHORIZED;
            case CREDENTIAL_OF_OTHER_HARDWARE, TRANSFER_REFUSED -> HttpStatus.FORBIDDEN;
            case ATTEMPT_SUPERSEDED -> HttpStatus.CONFLICT;
            case PROTOCOL_VERSION_UNSUPPORTED -> HttpStatus.UPGRADE_REQUIRED;
            case CHUNK_CORRUPT -> HttpStatus.UNPROCESSABLE_CONTENT;
            case SPOOL_FULL, NOT_STAGED_YET -> HttpStatus.SERVICE_UNAVAILABLE;
        };
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(AuthenticationException e) {
        if (e instanceof AuthenticationServiceException) {
            return unexpected(e);
        }
        return ResponseEntity.status(HttpStatus.UNAUTHORIZED)
                .header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Imprint\", charset=\"UTF-8\"")
                .body(problem(
                        HttpStatus.UNAUTHORIZED, "Say who you are: with name and password, or with an access token."));
    }

    @ExceptionHandler
    ProblemDetail on(AccessDeniedException e) {
        return problem(HttpStatus.FORBIDDEN, "Your role does not allow this: ask an administrator.");
    }

    @ExceptionHandler
    ProblemDetail on(OtherSite e) {
        return problem(HttpStatus.FORBIDDEN, e.getMessage());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(TooManyRequests e) {
        return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
                .header(HttpHeaders.RETRY_AFTER, Long.toString(e.retryAfter().toSeconds()))
                .body(problem(HttpStatus.TOO_MANY_REQUESTS, e.getMessage()));
    }

    /** A header of bytes that no header has, for one. */
    @ExceptionHandler
    ProblemDetail on(RequestRejectedException e) {
        return problem(HttpStatus.BAD_REQUEST, "The request is none that is taken: look at its path and its headers.");
    }

    @ExceptionHandler
    ProblemDetail on(BodyTooLarge e) {
        return problem(HttpStatus.CONTENT_TOO_LARGE, e.getMessage());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(Exception e) {
        return unexpected(e);
    }

    private ResponseEntity<ProblemDetail> unexpected(Exception e) {
        return DatabaseTrouble.behind(e).map(trouble -> unavailable(trouble, e)).orElseGet(() -> answer(internal(e)));
    }

    private ResponseEntity<ProblemDetail> unavailable(DatabaseTrouble trouble, Exception e) {
        troubles.tell(
                trouble,
                others -> log.warn(
                        "The database is {}: {} ({} more since the last line)",
                        trouble,
                        NestedExceptionUtils.getMostSpecificCause(e).getMessage(),
                        others));
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, Long.toString(RETRY_SECONDS))
                .body(problem(HttpStatus.SERVICE_UNAVAILABLE, trouble.sentence()));
    }

    /** Tells nothing of what is inside; the log has it under the number that is told. */
    private static ProblemDetail internal(Exception e) {
        var number = UUID.randomUUID();
        log.error("Problem {}", number, e);
        return problem(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "Something went wrong in the server; its log tells more under %s.".formatted(number));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var fields = e.getBindingResult().getFieldErrors().stream()
                .map(Problems::problemOf)
                .toArray(FieldProblem[]::new);
        return handleExceptionInternal(e, invalid(fields), headers, status, request);
    }

    private static FieldProblem problemOf(FieldError error) {
        var message = error.isBindingFailure() ? Expected.of(null) : error.getDefaultMessage();
        return new FieldProblem(error.getField(), String.valueOf(message));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (NestedExceptionUtils.getMostSpecificCause(e) instanceof BodyTooLarge tooLarge) {
            return handleExceptionInternal(e, on(tooLarge), headers, HttpStatus.CONTENT_TOO_LARGE, request);
        }
        return handleExceptionInternal(e, invalid(UnreadableJson.blame(e.getCause())), headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var name = e instanceof MethodArgumentTypeMismatchException argument ? argument.getName() : e.getPropertyName();
        var field = new FieldProblem(String.valueOf(name), Expected.of(e.getRequiredType()));
        return handleExceptionInternal(e, invalid(field), headers, status, request);
    }

    /** A query that is not encoded as URLs are, such as {@code ?name=%zz}. */
    @ExceptionHandler
    ProblemDetail on(InvalidParameterException e) {
        return invalid(new FieldProblem("query", "Encode it as URLs are: a % is written %25."));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleNoResourceFoundException(
            NoResourceFoundException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return handleExceptionInternal(
                e, problem(HttpStatus.NOT_FOUND, "There is nothing here."), headers, status, request);
    }

    private static ProblemDetail invalid(FieldProblem... fields) {
        return invalid(HttpStatus.BAD_REQUEST, fields);
    }

    private static ProblemDetail invalid(HttpStatus status, FieldProblem... fields) {
        var problem = problem(status, "The request cannot be carried out as it is: see the errors.");
        problem.setProperty("errors", List.of(fields));
        return problem;
    }

    private static ProblemDetail problem(HttpStatus status, @Nullable String detail) {
        return ProblemDetail.forStatusAndDetail(status, String.valueOf(detail));
    }

    private static ResponseEntity<ProblemDetail> answer(ProblemDetail problem) {
        return ResponseEntity.of(problem).build();
    }
}
