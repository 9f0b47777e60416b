package imprint.app.device;

import imprint.app.page.PageQuery;
import imprint.app.page.Times;
import imprint.workflows.audit.Actor;
import imprint.workflows.device.DeviceFilter;
import imprint.workflows.device.DeviceState;
import imprint.workflows.device.Devices;
import imprint.workflows.device.DiskCondition;
import imprint.workflows.device.HeldBack;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.data.domain.Sort;
import org.springframework.data.web.PagedModel;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/devices")
class DeviceController {

    private final Devices devices;
    private final DeviceLookup lookup;

    DeviceController(Devices devices, DeviceLookup lookup) {
        this.devices = devices;
        this.lookup = lookup;
    }

    @GetMapping
    @Operation(summary = "Search devices")
    PagedModel<DeviceView> list(
            @Parameter(
                            description = "Found anywhere in host name, serial number, product or SMBIOS UUID; "
                                    + "or a MAC address or a part of one, in any usual writing")
                    @RequestParam(required = false)
                    @Nullable
                    String text,
            @Parameter(description = "In whichever spelling: letter case and spaces make no difference")
                    @RequestParam(required = false)
                    @Nullable
                    String product,
            @RequestParam(required = false) @Nullable String osName,
            @RequestParam(required = false) @Nullable DeviceState state,
            @Parameter(description = "Why it waits for an administrator") @RequestParam(required = false) @Nullable
                    HeldBack heldBack,
            @RequestParam(required = false) @Nullable String site,
            @RequestParam(required = false) @Nullable DiskCondition diskCondition,
            @Parameter(
                            description = "No heartbeat since this time, or none ever; as in " + Times.EXAMPLE,
                            schema = @Schema(type = "string", format = "date-time"))
                    @RequestParam(required = false)
                    @Nullable
                    String silentSince,
            @ParameterObject PageQuery page) {
        var asked = page.sortedBy(
                Sort.by("hostName", "id"),
                "hostName",
                "product",
                "serialNumber",
                "osName",
                "osVersion",
                "site",
                "state",
                "lastContact",
                "enrolledAt");
        var silent = Times.of("silentSince", silentSince);
        var filter = new DeviceFilter(text, product, osName, state, heldBack, site, diskCondition, silent);
        return new PagedModel<>(devices.list(filter, asked).map(DeviceView::of));
    }

    @GetMapping("/{id}")
    @Operation(summary = "Show a device with its disks, its image and what it is doing")
    DeviceDetails get(@PathVariable UUID id) {
        return lookup.of(id);
    }

    @PostMapping("/{id}/admission")
    @Operation(
            summary =
                    "Let a device in, and accept its product: it gets a credential when its agent asks again; one that is heard keeps the one it has")
    DeviceDetails admit(@PathVariable UUID id, @Valid @RequestBody Admission admission, Actor actor) {
        devices.admit(id, admission.site(), admission.fingerprint(), actor);
        return lookup.of(id);
    }

    @PostMapping("/{id}/retirement")
    @Operation(summary = "Send a device away: its credential dies at once")
    DeviceDetails retire(@PathVariable UUID id, @Valid @RequestBody Retirement retirement, Actor actor) {
        devices.retire(id, retirement.reason(), actor);
        return lookup.of(id);
    }
}
