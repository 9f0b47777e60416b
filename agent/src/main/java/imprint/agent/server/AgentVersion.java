package imprint.agent.server;

import java.util.Objects;

/** The version of this agent, from its jar. */
final class AgentVersion {

    static final String CURRENT =
            Objects.requireNonNullElse(AgentVersion.class.getPackage().getImplementationVersion(), "development");

    private AgentVersion() {}
}
