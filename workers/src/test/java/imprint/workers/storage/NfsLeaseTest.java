package imprint.workers.storage;

import static org.assertj.core.api.Assertions.assertThat;

import imprint.imaging.image.FileName;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow") // It has a server of its own.
class NfsLeaseTest {

    private static final FileName NAME = new FileName("disk.img");
    private static final Outages OUTAGES = new Outages(3, Duration.ofMillis(100), Duration.ofSeconds(1));

    @TempDir
    Path images;

    @Test
    void readsOnWhenAServerHasForgottenWhoHasNotReadForLong() throws Exception {
        byte[] content = new byte[60_000_003];
        new Random(7).nextBytes(content);
        Files.write(images.resolve("disk.img"), content);
        List<Long> cuts = new ArrayList<>();
        try (CamelContext camel = new DefaultCamelContext();
                Ganesha ganesha = Ganesha.start(images, Map.of("LEASE", "1"));
                InputStream in = new ResumingDownload(store(ganesha, camel), NAME, OUTAGES, cuts::add)) {
            in.readNBytes(1000);
            ganesha.server().pauseFor(Duration.ofMillis(2500)).get(20, TimeUnit.SECONDS);
            assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(content, 1000, content.length));
        }
        assertThat(cuts).isNotEmpty();
    }

    private ImageStore store(Ganesha ganesha, CamelContext camel) throws Exception {
        int owner = (Integer) Files.getAttribute(images, "unix:uid");
        return ganesha.open(ganesha.location("/srv/images", "", 4, owner), camel, StorageTimeouts.DEFAULT);
    }
}
