package imprint.workflows.image;

import imprint.workflows.audit.Act;
import imprint.workflows.audit.Actor;
import imprint.workflows.audit.AuditTrail;
import imprint.workflows.failure.Conflict;
import imprint.workflows.failure.NotFound;
import imprint.workflows.operation.NewImage;
import imprint.workflows.operation.Operations;
import imprint.workflows.search.SoughtText;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The inventory. An image is listed only when its file was read from end to end and found whole. */
@Service
@Transactional
public class DiskImages {

    /** What disks count in at the least. */
    public static final int SMALLEST_SECTOR_BYTES = 512;

    private final DiskImageRepository images;
    private final Operations operations;
    private final AuditTrail audit;
    private final Clock clock;

    DiskImages(DiskImageRepository images, Operations operations, AuditTrail audit, Clock clock) {
        this.images = images;
        this.operations = operations;
        this.audit = audit;
        this.clock = clock;
    }

    /** Enters what the operation has made; once, however often it is called. */
    public DiskImage register(UUID operationId, NewImage image, FileFacts file) {
        return images.findByOperationId(operationId).orElseGet(() -> {
            var registered = images.saveAndFlush(new DiskImage(operationId, image, file, clock.instant()));
            audit.record(Act.done(Actor.SYSTEM, "disk image registered", "disk image", registered.id())
                    .with(Map.of(
                            "name", image.name(),
                            "fileName", image.fileName(),
                            "sha256", file.sha256(),
                            "manifest", file.manifestDigest(),
                            "operation", operationId.toString())));
            return registered;
        });
    }

    /**
     * Takes the entry out of the inventory; the file stays where it is.
     *
     * @throws Conflict while an operation uses the image
     */
    public void remove(UUID id, Actor actor) {
        var image = images.lockToRemove(id).orElseThrow(() -> new NotFound("disk image", id));
        operations.unfinishedWith(id).ifPresent(operation -> {
            throw new Conflict("\"%s\" is still in use by operation %s: wait for its end, or cancel it."
                    .formatted(image.name(), operation));
        });
        images.delete(image);
        audit.record(Act.done(actor, "disk image removed", "disk image", id).with(Map.of("name", image.name())));
    }

    @Transactional(readOnly = true)
    public boolean isNameTaken(String name) {
        return images.existsByName(name);
    }

    @Transactional(readOnly = true)
    public boolean isFileListed(UUID locationId, String fileName) {
        return images.existsByLocationIdAndFileName(locationId, fileName);
    }

    /** Those of the files that are in the inventory. */
    @Transactional(readOnly = true)
    public Set<String> listedAmong(UUID locationId, Collection<String> fileNames) {
        return images.findFileNames(locationId, fileNames);
    }

    @Transactional(readOnly = true)
    public DiskImage get(UUID id) {
        return find(id).orElseThrow(() -> new NotFound("disk image", id));
    }

    /** The image, for an operation that is about to be requested: nobody removes it before the transaction is through. */
    @Transactional(propagation = Propagation.MANDATORY)
    public DiskImage lockForUse(UUID id) {
        return images.lockToUse(id).orElseThrow(() -> new NotFound("disk image", id));
    }

    @Transactional(readOnly = true)
    public Optional<DiskImage> find(UUID id) {
        return images.findById(id);
    }

    /** @param text found anywhere in name, description, file name or product; null for all */
    @Transactional(readOnly = true)
    public Page<DiskImage> list(@Nullable String text, Pageable page) {
        if (text == null || text.isBlank()) {
            return images.findAll(page);
        }
        var sought = new SoughtText(text);
        Specification<DiskImage> matches = Specification.anyOf(
                sought.in("name"), sought.in("description"), sought.in("fileName"), sought.in("product"));
        return images.findAll(matches, page);
    }
}
