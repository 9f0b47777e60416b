package imprint.app.storage;

import imprint.app.page.PageQuery;
import imprint.workflows.audit.Actor;
import imprint.workflows.storage.StorageLocations;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import java.util.UUID;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.data.domain.Sort;
import org.springframework.data.web.PagedModel;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/storage-locations")
class StorageLocationController {

    private final StorageLocations locations;

    StorageLocationController(StorageLocations locations) {
        this.locations = locations;
    }

    @GetMapping
    @Operation(summary = "List storage locations")
    PagedModel<StorageLocationView> list(@ParameterObject PageQuery page) {
        var asked = page.in(Sort.by("name"), "name", "kind", "host", "createdAt");
        return new PagedModel<>(locations.list(asked).map(StorageLocationView::of));
    }

    @GetMapping("/{id}")
    @Operation(summary = "Show a storage location, without its password")
    StorageLocationView get(@PathVariable UUID id) {
        return StorageLocationView.of(locations.get(id));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Add a storage location")
    StorageLocationView add(@Valid @RequestBody NewStorageLocation location, Actor actor) {
        return StorageLocationView.of(locations.add(location.address(), location.password(), actor));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Remove a storage location that nothing needs")
    void remove(@PathVariable UUID id, Actor actor) {
        locations.remove(id, actor);
    }
}
