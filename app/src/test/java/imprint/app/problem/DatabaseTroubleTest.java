package imprint.app.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessResourceFailureException;

class DatabaseTroubleTest {

    @Test
    void tellsAFullDisk() {
        var full = new SQLException("could not extend file", "53100");

        assertThat(DatabaseTrouble.behind(new DataAccessResourceFailureException("insert", full)))
                .contains(DatabaseTrouble.FULL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"08001", "08006", "57P01", "57P03", "53300"})
    void tellsADatabaseThatIsAway(String state) {
        var refused = new SQLException("no connection", state, new ConnectException());

        assertThat(DatabaseTrouble.behind(new IllegalStateException(refused))).contains(DatabaseTrouble.AWAY);
    }

    @Test
    void tellsAPoolThatHasWaitedInVain() {
        assertThat(DatabaseTrouble.behind(new SQLTransientConnectionException("timed out")))
                .contains(DatabaseTrouble.AWAY);
    }

    @Test
    void tellsAConnectionThatWasLostBefore() {
        assertThat(DatabaseTrouble.behind(new IllegalStateException(new SQLException("Connection is closed"))))
                .contains(DatabaseTrouble.AWAY);
    }

    @Test
    void leavesOtherFailuresAlone() {
        assertThat(DatabaseTrouble.behind(new SQLException("syntax error", "42601")))
                .isEmpty();
        assertThat(DatabaseTrouble.behind(new SQLException("of no kind"))).isEmpty();
        assertThat(DatabaseTrouble.behind(new IllegalStateException())).isEmpty();
    }
}
