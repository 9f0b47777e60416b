package imprint.demo;

import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The devices of the demonstration. */
record Fleet(List<VirtualDevice> devices) {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    /** Makes three disks: one with these files, two without. */
    static Fleet make(Path disks, Path files) throws IOException {
        var devices = new ArrayList<VirtualDevice>();
        for (int number = 1; number <= 3; number++) {
            var name = "kiosk-" + number;
            var device = new VirtualDevice(name, disks.resolve(name + ".img"));
            if (number == 1) {
                device.makeDisk(files);
            } else {
                device.makeDisk();
            }
            devices.add(device);
        }
        return new Fleet(List.copyOf(devices));
    }

    VirtualDevice first() {
        return devices.getFirst();
    }

    List<VirtualDevice> others() {
        return devices.subList(1, devices.size());
    }

    /** Switches the devices on. */
    void start(Started started, Path agent, URI server, Path joinToken, Path logs) {
        devices.forEach(device -> started.add(
                VirtualDeviceAgent.start(agent, server, joinToken, device, logs.resolve(device.hostName() + ".log"))));
    }

    /** @return the ids that the server has given the devices */
    Map<VirtualDevice, UUID> awaitEnrolled(DemoApi api) throws InterruptedException {
        var ready = Patience.await(
                LIMIT,
                () -> ready(api),
                heard -> devices.stream().map(VirtualDevice::hostName).allMatch(heard::containsKey),
                heard -> "Only %s of %s devices were heard within %s s."
                        .formatted(heard.size(), devices.size(), LIMIT.toSeconds()));
        return devices.stream().collect(toMap(device -> device, device -> ready.get(device.hostName())));
    }

    /** By their host names. */
    private static Map<String, UUID> ready(DemoApi api) throws InterruptedException {
        return api.devices().stream()
                .filter(DemoApi.Device::isReady)
                .collect(toMap(DemoApi.Device::hostName, DemoApi.Device::id));
    }
}
