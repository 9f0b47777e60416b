package imprint.imaging.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What tells one machine from another, whatever is on its disk.
 *
 * @param smbiosUuid the SMBIOS system UUID as the firmware tells it, lower case; null where there is none
 * @param macAddresses of the built-in interfaces, lower case with colons, sorted
 */
public record HardwareIdentity(@Nullable String smbiosUuid, List<String> macAddresses) {

    public HardwareIdentity {
        macAddresses = List.copyOf(macAddresses);
    }
}
