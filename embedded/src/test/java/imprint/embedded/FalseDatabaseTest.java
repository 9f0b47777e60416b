package imprint.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server that has taken the port of the embedded database while that was down. */
class FalseDatabaseTest {
    @TempDir
    Path temporary;

    @ParameterizedTest
    @EnumSource
    void isNotBelievedAndGetsNoPassword(FalseDatabase.Asking asking) throws Exception {
        try (var data = DataDirectory.open(temporary.resolve("data"));
                var impostor = new FalseDatabase(asking)) {
            var database = new EmbeddedPostgres(new Distribution(temporary), data, impostor.port());
            var access = database.access();
            var login = access.application();

            assertThatThrownBy(() -> DriverManager.getConnection(access.url(), login.user(), login.password()))
                    .isInstanceOf(SQLException.class);
            assertThat(database.isReady()).isFalse();
            assertThat(impostor.greeted()).isPositive();
            assertThat(impostor.passwords()).isZero();
        }
    }
}
