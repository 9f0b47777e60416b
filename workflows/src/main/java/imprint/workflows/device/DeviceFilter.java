package imprint.workflows.device;

import imprint.workflows.product.Product;
import imprint.workflows.product.ProductName;
import imprint.workflows.search.SoughtText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.domain.Specification;

/**
 * Which devices to list; a part that is null lets every device pass.
 *
 * @param text found anywhere in host name, serial number, product or SMBIOS UUID, in whichever case; or a MAC address, or
 *     a part of one: six digits or more, or four that are parted as in {@code 02:ab}
 * @param product in whichever spelling
 * @param silentSince no heartbeat was heard at or after it, or none ever, in whichever environment
 */
public record DeviceFilter(
        @Nullable String text,
        @Nullable String product,
        @Nullable String osName,
        @Nullable DeviceState state,
        @Nullable HeldBack heldBack,
        @Nullable String site,
        @Nullable DiskCondition diskCondition,
        @Nullable Instant silentSince) {

    // why six digits at least: nearly every address has a given two or three of them somewhere.
    private static final Pattern MAC_ADDRESS =
            Pattern.compile("\\p{XDigit}{6,12}|(?=.*[:.-])\\p{XDigit}([:.-]?\\p{XDigit}){3,11}[:.-]?");

    Specification<Device> asSpecification() {
        var parts = new ArrayList<Specification<Device>>();
        if (text != null && !text.isBlank()) {
            parts.add(holds(text.strip()));
        }
        if (product != null && !product.isBlank()) {
            parts.add(isOf(new ProductName(product)));
        }
        equal(parts, "osName", osName);
        equal(parts, "state", state);
        equal(parts, "heldBack", heldBack);
        equal(parts, "site", site);
        equal(parts, "diskCondition", diskCondition);
        if (silentSince != null) {
            parts.add((root, query, builder) -> builder.or(
                    builder.isNull(root.get("lastHeartbeatAt")),
                    builder.lessThan(root.get("lastHeartbeatAt"), silentSince)));
        }
        return Specification.allOf(parts);
    }

    private static Specification<Device> isOf(ProductName name) {
        return (root, query, builder) -> {
            var names = query.subquery(String.class);
            var product = names.from(Product.class);
            return root.get("product")
                    .in(names.select(product.get("name")).where(builder.equal(product.get("folded"), name.folded())));
        };
    }

    private static Specification<Device> holds(String text) {
        var sought = new SoughtText(text);
        var places = new ArrayList<Specification<Device>>(List.of(
                sought.in("hostName"), sought.in("serialNumber"), sought.in("product"), sought.in("smbiosUuid")));
        if (MAC_ADDRESS.matcher(text).matches()) {
            places.add(hasMacAddress("%" + text.toLowerCase(Locale.ROOT).replaceAll("[:.-]", "") + "%"));
        }
        return Specification.anyOf(places);
    }

    // why not a join: a device with several such addresses would be listed as often.
    private static Specification<Device> hasMacAddress(String digits) {
        return (root, query, builder) -> {
            var addresses = query.subquery(String.class);
            var address = addresses.correlate(root).<Device, String>joinSet("macAddresses");
            return builder.exists(
                    addresses.select(address).where(builder.like(builder.replace(address, ":", ""), digits)));
        };
    }

    private static void equal(ArrayList<Specification<Device>> parts, String field, @Nullable Object value) {
        if (value != null) {
            parts.add((root, query, builder) -> builder.equal(root.get(field), value));
        }
    }
}
