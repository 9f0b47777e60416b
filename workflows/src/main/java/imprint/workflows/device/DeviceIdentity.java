package imprint.workflows.device;

import imprint.imaging.protocol.HardwareFacts;
import imprint.imaging.protocol.HardwareIdentity;
import imprint.workflows.failure.InvalidInput;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a machine is known by: its SMBIOS UUID, or its lowest MAC address where the UUID tells nothing, or its serial
 * number where there is no card either.
 */
final class DeviceIdentity {

    // Shipped by many boards alike, so they tell nothing: all zeros, all ones, and the counting ones of firmware
    // vendors.
    private static final Set<String> PLACEHOLDERS = Set.of(
            "00000000-0000-0000-0000-000000000000",
            "ffffffff-ffff-ffff-ffff-ffffffffffff",
            "03000200-0400-0500-0006-000700080009",
            "00020003-0004-0005-0006-000700080009",
            "12345678-1234-5678-90ab-cddeefaabbcc",
            "11111111-2222-3333-4444-555555555555");

    private DeviceIdentity() {}

    static String of(HardwareFacts facts) {
        var uuid = uuid(facts.identity());
        return uuid == null ? besideUuid(facts) : "uuid:" + uuid;
    }

    /** For a machine whose UUID does not tell it from others. */
    static String besideUuid(HardwareFacts facts) {
        return byMac(facts.identity())
                .or(() -> bySerial(facts))
                .orElseThrow(() -> new InvalidInput(
                        "facts.identity",
                        "The device tells neither an SMBIOS UUID of its own nor a MAC address nor a serial number."));
    }

    /** Whether a device is known by what tells machines of one UUID from each other. */
    static boolean isKnownBesideUuid(String identity, HardwareFacts facts) {
        return byMac(facts.identity())
                .or(() -> bySerial(facts))
                .filter(identity::equals)
                .isPresent();
    }

    private static Optional<String> byMac(HardwareIdentity hardware) {
        return hardware.macAddresses().stream()
                .map(mac -> mac.toLowerCase(Locale.ROOT))
                .sorted()
                .findFirst()
                .map("mac:"::concat);
    }

    private static Optional<String> bySerial(HardwareFacts facts) {
        var uuid = uuid(facts.identity());
        return Optional.ofNullable(Serial.of(facts.serialNumber()))
                .map(serial -> uuid == null ? "serial:" + serial : "uuid:%s serial:%s".formatted(uuid, serial));
    }

    private static @Nullable String uuid(HardwareIdentity hardware) {
        if (hardware.smbiosUuid() == null) {
            return null;
        }
        var uuid = hardware.smbiosUuid().toLowerCase(Locale.ROOT);
        return PLACEHOLDERS.contains(uuid) ? null : uuid;
    }
}
