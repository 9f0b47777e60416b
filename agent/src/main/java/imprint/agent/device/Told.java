package imprint.agent.device;

import org.jspecify.annotations.Nullable;

/** What a person says of a machine, which outweighs what it says of itself; null where nothing was said. */
public record Told(
        @Nullable String product,
        @Nullable String serialNumber,
        @Nullable String hostName) {

    public static final Told NOTHING = new Told(null, null, null);
}
