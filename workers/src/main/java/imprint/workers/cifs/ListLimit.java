package imprint.workers.cifs;

import java.net.ProtocolException;

/** Ends a list of which the server tells ever more, or nothing again and again. */
final class ListLimit {

    static final int MAX_ENTRIES = 1_000_000;
    static final int MAX_ROUNDS = 20_000;

    private int entries;
    private int rounds;

    /** Called with what one answer has told. */
    void add(int told) throws ProtocolException {
        entries += told;
        rounds++;
        if (told == 0 || entries > MAX_ENTRIES || rounds > MAX_ROUNDS) {
            throw new ProtocolException("its list of files is longer than any list can be");
        }
    }
}
