package imprint.agent.http;

import java.io.IOException;

/** Failures of the network in words; many of the platform's exceptions have none. */
public final class Failures {

    private Failures() {}

    public static String sentence(IOException failure) {
        return failure.getMessage() != null
                ? failure.getMessage()
                : switch (failure) {
                    case java.net.ConnectException _ -> "connection refused";
                    default -> failure.getClass().getSimpleName();
                };
    }
}
