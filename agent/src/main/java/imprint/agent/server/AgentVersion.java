package imprint.agent.server;

import java.util.Objects;

/** The version of this agent, from its jar. */
public final class AgentVersion {

    public static final String CURRENT =
            Objects.requireNonNullElse(AgentVersion.class.getPackage().getImplementationVersion(), "development");

    private AgentVersion() {}
}
