package imprint.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class RoomWatchTest {
    private final AtomicBoolean isShort = new AtomicBoolean();
    private final List<String> told = new ArrayList<>();

    @Test
    void tellsOnceThatRoomIsShortAndOnceThatItIsThereAgain() {
        try (var watch = new RoomWatch(Path.of("/srv/imprint"), isShort::get, told::add)) {
            watch.look();
            isShort.set(true);
            watch.look();
            watch.look();
            assertThat(told)
                    .containsExactly("The file system of /srv/imprint has less than 512 MB free:"
                            + " operations wait until there is room.");

            isShort.set(false);
            watch.look();
            watch.look();
            assertThat(told).hasSize(2).last().asString().isEqualTo("There is room again: operations go on.");
        }
    }
}
