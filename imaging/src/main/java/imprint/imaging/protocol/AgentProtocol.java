package imprint.imaging.protocol;

import java.time.Duration;

/**
 * Where the agent protocol is spoken, and which version of it.
 *
 * <p>Every request but the enrolment carries {@code Authorization: Bearer CREDENTIAL}. Errors are answered as {@code
 * application/problem+json}; a problem that the agent acts on has a {@code code} of {@link ProblemCode}.
 */
public final class AgentProtocol {

    /** Raised when an older agent could no longer be served as it is. */
    public static final int VERSION = 1;

    /** {@code POST} {@link Enrolment}: 201 with {@link Enrolled}, or 202 with {@link EnrolmentPending}. */
    public static final String ENROLMENT_PATH = "/agent/v1/enrolment";

    /** {@code POST} {@link Heartbeat}, a long poll: 200 with {@link HeartbeatReply}. */
    public static final String HEARTBEAT_PATH = "/agent/v1/heartbeat";

    /** {@code POST} {@link Report}: 204 when it is kept, 409 when it came from a superseded attempt. */
    public static final String REPORT_PATH = "/agent/v1/report";

    /** {@code POST} {@link LogBatch}: 204. */
    public static final String LOG_PATH = "/agent/v1/log";

    /** Of a token for a gateway; an agent wants another one at half of it. */
    public static final Duration TOKEN_LIFE = Duration.ofMinutes(10);

    private AgentProtocol() {}
}
