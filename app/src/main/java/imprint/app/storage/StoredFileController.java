package imprint.app.storage;

import imprint.app.page.PageQuery;
import imprint.workflows.image.DiskImages;
import imprint.workflows.storage.StorageBrowser;
import imprint.workflows.storage.StorageLooks;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.data.web.PagedModel;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What lies at a storage location, for those who add a file of it to the inventory. */
@RestController
class StoredFileController {

    private static final Comparator<StorageBrowser.File> BY_NAME = Comparator.comparing(
                    StorageBrowser.File::name, String.CASE_INSENSITIVE_ORDER)
            .thenComparing(StorageBrowser.File::name);

    private final StorageLooks looks;
    private final DiskImages images;

    StoredFileController(StorageLooks looks, DiskImages images) {
        this.looks = looks;
        this.images = images;
    }

    @GetMapping("/api/v1/storage-locations/{id}/files")
    @Operation(summary = "Browse the files of a storage location, by name")
    StoredFiles list(
            @PathVariable UUID id,
            @Parameter(description = "Found anywhere in the name") @RequestParam(required = false) @Nullable
                    String text,
            @ParameterObject PageQuery page) {
        var asked = page.sortedBy(Sort.by("name"), "name");
        var listing = looks.list(id);
        var wanted = text == null ? "" : comparable(text);
        var found = listing.files().stream()
                .filter(file -> comparable(file.name()).contains(wanted))
                .sorted(isDescending(asked) ? BY_NAME.reversed() : BY_NAME)
                .toList();
        var shown = found.stream()
                .skip(asked.getOffset())
                .limit(asked.getPageSize())
                .toList();
        var listed = images.listedAmong(
                id, shown.stream().map(StorageBrowser.File::name).toList());
        var views = shown.stream()
                .map(file ->
                        new StoredFileView(file.name(), file.bytes(), file.modified(), listed.contains(file.name())))
                .toList();
        var pages = new PagedModel<>(new PageImpl<>(views, asked, found.size()));
        return new StoredFiles(pages.getContent(), pages.getMetadata(), listing.complete());
    }

    /** Whatever its letters' case, and however its characters are written. */
    private static String comparable(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    private static boolean isDescending(Pageable asked) {
        return asked.getSort().stream().findFirst().orElseThrow().isDescending();
    }
}
