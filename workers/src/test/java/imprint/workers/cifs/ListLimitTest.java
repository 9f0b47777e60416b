package imprint.workers.cifs;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.ProtocolException;
import org.junit.jupiter.api.Test;

class ListLimitTest {

    private final ListLimit limit = new ListLimit();

    @Test
    void endsAListOfTooManyEntries() throws Exception {
        limit.add(ListLimit.MAX_ENTRIES);
        assertEnded(1);
    }

    @Test
    void endsAListOfTooManyRounds() throws Exception {
        for (int round = 0; round < ListLimit.MAX_ROUNDS; round++) {
            limit.add(1);
        }
        assertEnded(1);
    }

    @Test
    void endsAListWhoseNextPartIsEmpty() {
        assertEnded(0);
    }

    private void assertEnded(int told) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> limit.add(told))
                .withMessageContaining("longer than any list can be");
    }
}
