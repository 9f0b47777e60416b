package imprint.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.UUID;

/** A running system with an image that was cloned from a device. */
record ClonedSite(Imprint imprint, UUID image, WebServer web) {

    private static final String FILE = "image.img.zst";

    static ClonedSite start(Laboratory laboratory, long diskBytes) throws IOException, InterruptedException {
        var disk = Disks.make(laboratory, "disk.img", diskBytes, Path.of("/usr/lib"));
        var web = WebServer.start(laboratory);
        var imprint = Imprint.start(laboratory);
        var location = imprint.api().location(web);
        var device = Device.start(laboratory, imprint, disk);
        var clone = imprint.api().await(imprint.api().clone(device.id(), location, FILE));
        device.agent().close();
        return new ClonedSite(imprint, clone.image(), web);
    }

    Path file() {
        return web.path(FILE);
    }

    URI address() {
        return web.address(FILE);
    }
}
