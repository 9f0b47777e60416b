package imprint.app.problem;

import java.io.IOException;

/** A request brings more than any honest one does. */
public final class BodyTooLarge extends IOException {

    public BodyTooLarge(long mostBytes) {
        super("A request may have %s bytes at most.".formatted(mostBytes));
    }
}
