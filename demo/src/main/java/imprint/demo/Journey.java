package imprint.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.UUID;

/** What the demonstration does: clone, add, apply to two devices at once, and apply again after little has changed. */
final class Journey {
    // why: what compares has to know the form, and every system has gzip.
    private static final String CLONE_FILE = Tool.ZSTD.isThere() ? "kiosk.img.zst" : "kiosk.img.gz";
    private static final String ADDED_FILE = "blank.img.gz";
    private static final int CHANGED_BLOCKS = 3;

    private final Screen screen;
    private final DemoApi api;
    private final Watch watch;
    private final Path images;
    private final Fleet fleet;
    private final Map<VirtualDevice, UUID> ids;
    private final List<Result> results = new ArrayList<>();

    /** @param images the directory that the storage location shows, as this machine sees it */
    Journey(Screen screen, DemoApi api, Path images, Fleet fleet, Map<VirtualDevice, UUID> ids) {
        this.screen = screen;
        this.api = api;
        this.watch = new Watch(api, screen);
        this.images = images;
        this.fleet = fleet;
        this.ids = ids;
    }

    List<Result> run(UUID location) throws IOException, InterruptedException {
        var image = cloneFirst(location);
        add(location);
        apply(image, "apply to %s", fleet.others());
        changeAndApplyAgain(image);
        return results;
    }

    private UUID cloneFirst(UUID location) throws InterruptedException {
        var device = fleet.first();
        screen.say("Cloning the disk of %s ...".formatted(device.hostName()));
        var asked = api.cloneDisk(id(device), "Kiosk", location, CLONE_FILE);
        var label = "clone of " + device.hostName();
        var cloned = watch.follow(Map.of(asked.id(), label)).getFirst();
        results.add(
                new Result(label, cloned, DiskTemplate.DISK_BYTES, Proof.ofClone(images.resolve(CLONE_FILE), device)));
        return Objects.requireNonNull(cloned.imageId());
    }

    /** The file is made from a blank disk, as somebody might have made it who did not know of us yet. */
    private void add(UUID location) throws InterruptedException {
        var source = fleet.others().getFirst();
        var file = images.resolve(ADDED_FILE);
        screen.say("Adding the image file %s, made by gzip ...".formatted(ADDED_FILE));
        Tool.GZIP.runInto(file, "-c", source.disk());
        var asked = api.addImage("Blank kiosk", location, ADDED_FILE, VirtualDevice.PRODUCT);
        var label = "add " + ADDED_FILE;
        var added = watch.follow(Map.of(asked.id(), label)).getFirst();
        var image = api.image(Objects.requireNonNull(added.imageId()));
        results.add(new Result(label, added, image.diskBytes(), Proof.ofAdded(file, image.sha256(), source)));
    }

    private void changeAndApplyAgain(UUID image) throws IOException, InterruptedException {
        var device = fleet.others().getFirst();
        screen.say("Changing %s blocks on the disk of %s, and applying the image again ..."
                .formatted(CHANGED_BLOCKS, device.hostName()));
        device.changeBlocks(CHANGED_BLOCKS, new SplittableRandom());
        apply(image, "re-apply to %s", List.of(device));
    }

    private void apply(UUID image, String label, List<VirtualDevice> devices) throws InterruptedException {
        var names = devices.stream().map(VirtualDevice::hostName).toList();
        screen.say("Applying the image to %s ...".formatted(String.join(" and ", names)));
        var labels = new LinkedHashMap<UUID, String>();
        var asked = api.applyImage(image, devices.stream().map(this::id).toList());
        for (int n = 0; n < asked.size(); n++) {
            labels.put(asked.get(n).id(), label.formatted(names.get(n)));
        }
        var applied = watch.follow(labels);
        for (int n = 0; n < applied.size(); n++) {
            results.add(new Result(
                    label.formatted(names.get(n)),
                    applied.get(n),
                    DiskTemplate.DISK_BYTES,
                    Proof.ofApplied(fleet.first(), devices.get(n))));
        }
    }

    private UUID id(VirtualDevice device) {
        return Objects.requireNonNull(ids.get(device));
    }
}
