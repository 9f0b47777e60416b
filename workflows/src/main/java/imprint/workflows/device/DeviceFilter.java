package imprint.workflows.device;

import java.util.ArrayList;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.domain.Specification;

/**
 * Which devices to list; a part that is null lets every device pass.
 *
 * @param text found anywhere in host name, serial number, product or SMBIOS UUID, in whichever case
 */
public record DeviceFilter(
        @Nullable String text,
        @Nullable String product,
        @Nullable String osName,
        @Nullable DeviceState state) {

    Specification<Device> asSpecification() {
        var parts = new ArrayList<Specification<Device>>();
        if (text != null && !text.isBlank()) {
            var pattern = "%" + text.toLowerCase(Locale.ROOT).replaceAll("([%_\\\\])", "\\\\$1") + "%";
            parts.add((root, query, builder) -> builder.or(
                    builder.like(builder.lower(root.get("hostName")), pattern, '\\'),
                    builder.like(builder.lower(root.get("serialNumber")), pattern, '\\'),
                    builder.like(builder.lower(root.get("product")), pattern, '\\'),
                    builder.like(builder.lower(root.get("smbiosUuid")), pattern, '\\')));
        }
        equal(parts, "product", product);
        equal(parts, "osName", osName);
        equal(parts, "state", state);
        return Specification.allOf(parts);
    }

    private static void equal(ArrayList<Specification<Device>> parts, String field, @Nullable Object value) {
        if (value != null) {
            parts.add((root, query, builder) -> builder.equal(root.get(field), value));
        }
    }
}
