package imprint.app.storage;

import imprint.app.page.PageQuery;
import imprint.workflows.audit.Actor;
import imprint.workflows.storage.LocationTests;
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
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/storage-locations")
class StorageLocationController {

    private final StorageLocations locations;
    private final LocationTests tests;

    StorageLocationController(StorageLocations locations, LocationTests tests) {
        this.locations = locations;
        this.tests = tests;
    }

    @GetMapping
    @Operation(summary = "List storage locations")
    PagedModel<StorageLocationView> list(@ParameterObject PageQuery page) {
        var asked = page.sortedBy(Sort.by("name"), "name", "kind", "host", "createdAt");
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
    StorageLocationView add(@Valid @RequestBody StorageLocationForm form, Actor actor) {
        return StorageLocationView.of(
                locations.add(form.requiredName(), form.address(), form.enteredPassword(), actor));
    }

    @PutMapping("/{id}")
    @Operation(summary = "Change a storage location; a password that is left out stays as it is")
    StorageLocationView change(@PathVariable UUID id, @Valid @RequestBody StorageLocationForm form, Actor actor) {
        return StorageLocationView.of(locations.change(
                id, form.requiredVersion(), form.requiredName(), form.address(), form.enteredPassword(), actor));
    }

    @PostMapping("/test")
    @Operation(summary = "Test a storage location that is not kept yet: which steps succeed, and which one does not")
    LocationTestView test(@Valid @RequestBody StorageLocationForm form, Actor actor) {
        return LocationTestView.of(tests.test(form.address(), form.enteredPassword(), actor));
    }

    @PostMapping("/{id}/test")
    @Operation(summary = "Test a storage location: which steps succeed, and which one does not")
    LocationTestView test(@PathVariable UUID id, Actor actor) {
        return LocationTestView.of(tests.test(id, actor));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Remove a storage location that nothing needs")
    void remove(@PathVariable UUID id, Actor actor) {
        locations.remove(id, actor);
    }
}
