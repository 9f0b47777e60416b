package imprint.app.device;

import imprint.app.page.PageQuery;
import imprint.app.page.Stretch;
import imprint.imaging.protocol.LogBatch;
import imprint.workflows.device.DeviceLogs;
import imprint.workflows.device.Devices;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class DeviceLogController {

    private final DeviceLogs logs;
    private final Devices devices;

    DeviceLogController(DeviceLogs logs, Devices devices) {
        this.logs = logs;
        this.devices = devices;
    }

    @GetMapping("/api/v1/device-logs")
    @Operation(summary = "Read the logs of all devices, newest first")
    Stretch<DeviceLogs.Line> all(
            @RequestParam(required = false) @Nullable UUID deviceId,
            @RequestParam(required = false) LogBatch.@Nullable Severity severity,
            @Parameter(description = "From the list before, to go on from there")
                    @RequestParam(required = false)
                    @Nullable
                    String before,
            @RequestParam(required = false) @Nullable Integer size) {
        var most = PageQuery.sizeWithin(size);
        var mark = before == null ? null : LogMarks.parse(before);
        return Stretch.of(logs.list(deviceId, severity, mark, most), most, line -> LogMarks.of(line.number()));
    }

    @GetMapping("/api/v1/devices/{id}/logs")
    @Operation(summary = "Read a device's log, newest first")
    Stretch<DeviceLogs.Line> ofOne(
            @PathVariable UUID id,
            @RequestParam(required = false) LogBatch.@Nullable Severity severity,
            @Parameter(description = "From the list before, to go on from there")
                    @RequestParam(required = false)
                    @Nullable
                    String before,
            @RequestParam(required = false) @Nullable Integer size) {
        return all(devices.get(id).id(), severity, before, size);
    }
}
