package imprint.agent.server;

import imprint.imaging.protocol.Enrolled;
import imprint.imaging.protocol.EnrolmentPending;

/** The device is admitted, or waits for an administrator. */
sealed interface EnrolmentAnswer {

    record Admitted(Enrolled enrolled) implements EnrolmentAnswer {}

    record Pending(EnrolmentPending pending) implements EnrolmentAnswer {}
}
