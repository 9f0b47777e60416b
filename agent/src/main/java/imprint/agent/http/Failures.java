package imprint.agent.http;

import java.net.ConnectException;

/** Failures in words; those of the network often come without. */
public final class Failures {

    private Failures() {}

    public static String sentence(Exception failure) {
        var message = failure.getMessage();
        return switch (failure) {
            case ConnectException _ when message == null -> "connection refused";
            case RuntimeException _ -> failure.toString();
            default -> message == null ? failure.getClass().getSimpleName() : message;
        };
    }
}
