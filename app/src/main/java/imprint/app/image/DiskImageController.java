package imprint.app.image;

import imprint.app.page.PageQuery;
import imprint.workflows.audit.Actor;
import imprint.workflows.image.DiskImages;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.data.domain.Sort;
import org.springframework.data.web.PagedModel;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Images enter the inventory as operations: they are asked for where operations are. */
@RestController
@RequestMapping("/api/v1/disk-images")
class DiskImageController {

    private final DiskImages images;

    DiskImageController(DiskImages images) {
        this.images = images;
    }

    @GetMapping
    @Operation(summary = "Search disk images")
    PagedModel<DiskImageView> list(
            @Parameter(description = "Found anywhere in name, description, file name or product")
                    @RequestParam(required = false)
                    @Nullable
                    String text,
            @ParameterObject PageQuery page) {
        var asked = page.sortedBy(
                Sort.by("name"), "name", "fileName", "product", "osName", "fileBytes", "diskBytes", "createdAt");
        return new PagedModel<>(images.list(text, asked).map(DiskImageView::of));
    }

    @GetMapping("/{id}")
    @Operation(summary = "Show a disk image")
    DiskImageView get(@PathVariable UUID id) {
        return DiskImageView.of(images.get(id));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Take a disk image out of the inventory; its file stays where it is")
    void remove(@PathVariable UUID id, Actor actor) {
        images.remove(id, actor);
    }
}
