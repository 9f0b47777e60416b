/** The conversation with the server: enrolment, heartbeats, reports, log. */
@NullMarked
package imprint.agent.server;

import org.jspecify.annotations.NullMarked;
