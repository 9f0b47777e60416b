/** Devices: enrolment, credentials, heartbeats, hardware facts and logs. */
@NullMarked
package imprint.workflows.device;

import org.jspecify.annotations.NullMarked;
