package imprint.workflows.device;

import imprint.imaging.protocol.HardwareIdentity;
import imprint.workflows.failure.InvalidInput;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a machine is known by: its SMBIOS UUID, or its lowest MAC address where the UUID tells nothing. */
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

    static String of(HardwareIdentity hardware) {
        var uuid = uuid(hardware);
        return uuid == null ? byMac(hardware) : "uuid:" + uuid;
    }

    /** For a machine whose UUID does not tell it from others. */
    static String byMac(HardwareIdentity hardware) {
        return hardware.macAddresses().stream()
                .map(mac -> mac.toLowerCase(Locale.ROOT))
                .sorted()
                .findFirst()
                .map(mac -> "mac:" + mac)
                .orElseThrow(() -> new InvalidInput(
                        "facts.identity", "The device tells neither an SMBIOS UUID of its own nor a MAC address."));
    }

    static @Nullable String uuid(HardwareIdentity hardware) {
        if (hardware.smbiosUuid() == null) {
            return null;
        }
        var uuid = hardware.smbiosUuid().toLowerCase(Locale.ROOT);
        return PLACEHOLDERS.contains(uuid) ? null : uuid;
    }
}
