package imprint.workflows.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import imprint.imaging.chunk.DiskLayout;
import imprint.imaging.image.ImageFileName;
import imprint.imaging.image.ImageFormat;
import imprint.imaging.manifest.ManifestRoot;
import imprint.workflows.DomainTest;
import imprint.workflows.Fleet;
import imprint.workflows.audit.AuditEntry;
import imprint.workflows.audit.AuditFilter;
import imprint.workflows.audit.AuditTrail;
import imprint.workflows.failure.NotFound;
import imprint.workflows.operation.ImageTraits;
import imprint.workflows.operation.NewImage;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;

/** What is in the inventory, and which of it a person finds who looks for it. */
@DomainTest
class ListedImagesTest {

    private static final ManifestRoot EMPTY_DISK = new ManifestRoot(DiskLayout.EMPTY, List.of());

    @Autowired
    private Fleet fleet;

    @Autowired
    private DiskImages images;

    @Autowired
    private Manifests manifests;

    @Autowired
    private ImageNames names;

    @Autowired
    private AuditTrail audit;

    /** Like no other's in this database. */
    private final String own = UUID.randomUUID().toString();

    private UUID location;

    @BeforeEach
    void aLocation() throws IOException {
        manifests.keep(EMPTY_DISK, page -> new byte[0]);
        location = fleet.aLocation();
    }

    @Test
    void findsTextInNameDescriptionFileNameAndProduct() {
        var byName = image("Golden " + own, "", "a.img", Fleet.PRODUCT);
        var byDescription = image("b" + UUID.randomUUID(), "for " + own, "b.img", Fleet.PRODUCT);
        var byFileName = image("c" + UUID.randomUUID(), "", own + ".img", Fleet.PRODUCT);
        var byProduct = image("d" + UUID.randomUUID(), "", "d.img", "Kiosk " + own);
        image("e" + UUID.randomUUID(), "", "e.img", Fleet.PRODUCT);
        assertThat(found(own.substring(2)))
                .containsExactlyInAnyOrder(byName.id(), byDescription.id(), byFileName.id(), byProduct.id());
    }

    @Test
    void findsTextInWhicheverCase() {
        var image = image("Übergrößen " + own, "", "a.img", Fleet.PRODUCT);
        assertThat(found("ÜBERGRÖßEN " + own.toUpperCase(Locale.ROOT))).containsExactly(image.id());
        assertThat(found("übergrößen " + own)).containsExactly(image.id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"100%", "till_7", "a\\b", "%", "_", "\\", "it's", "\"x\"", "[a]", "ısı", "İstanbul", "😀"})
    void takesSignsOfPatternsForThemselves(String sign) {
        var image = image(own + sign + "end", "", "a.img", Fleet.PRODUCT);
        image(own + "Xend", "", "b.img", Fleet.PRODUCT);
        assertThat(found(own + sign + "end")).containsExactly(image.id());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "\t"})
    void withoutTextAllAreListed(String text) {
        image(own, "", "a.img", Fleet.PRODUCT);
        assertThat(images.list(text, PageRequest.of(0, 1)).getTotalElements())
                .isEqualTo(images.list(null, PageRequest.of(0, 1)).getTotalElements())
                .isPositive();
    }

    @Test
    void findsNothingByTextOfNoImage() {
        assertThat(found("no such image " + own)).isEmpty();
    }

    @Test
    void pagesGoOnWhereTheOneBeforeEnded() {
        for (var each : List.of("c", "a", "b")) {
            image(own + " " + each, "", each + ".img", Fleet.PRODUCT);
        }
        var second = images.list(own, PageRequest.of(1, 2, Sort.by("name")));
        assertThat(second.map(DiskImage::name)).containsExactly(own + " c");
        assertThat(second.getTotalElements()).isEqualTo(3);
    }

    @Test
    void anOperationEntersOneImageHoweverOftenItSaysSo() {
        var operation = UUID.randomUUID();
        var first = register(operation, own, "", "a.img", Fleet.PRODUCT);
        var again = register(operation, own, "", "a.img", Fleet.PRODUCT);
        assertThat(again.id()).isEqualTo(first.id());
        assertThat(entriesOf(first)).hasSize(1);
    }

    @Test
    void twoOperationsMakeNoTwoImagesOfOneName() {
        var first = image(own, "", "a.img", Fleet.PRODUCT);
        assertThatThrownBy(() -> image(own, "", "b.img", Fleet.PRODUCT))
                .isInstanceOf(DataIntegrityViolationException.class);
        assertThat(found(own)).containsExactly(first.id());
    }

    @Test
    void anImageIsKeptAsItsFileWasRead() {
        var image =
                images.get(image(own, "for kiosks", "a.img.zst", Fleet.PRODUCT).id());
        assertThat(image.description()).isEqualTo("for kiosks");
        assertThat(image.fileName()).isEqualTo("a.img.zst");
        assertThat(image.format()).isEqualTo(ImageFormat.ZSTD);
        assertThat(image.file()).isEqualTo(facts(512, ImageFormat.ZSTD));
    }

    @Test
    void theFormatThatWasReadOutweighsTheOneThatTheNameSays() {
        var image = images.register(
                UUID.randomUUID(),
                new NewImage(own, "", "disk.bin", location, traits(Fleet.PRODUCT)),
                facts(null, ImageFormat.GZIP));
        assertThat(images.get(image.id()).format()).isEqualTo(ImageFormat.GZIP);
    }

    @Test
    void theTrailTellsWhatWasEnteredAndWhoTookItOut() {
        var image = image(own, "", "a.img", Fleet.PRODUCT);
        images.remove(image.id(), Fleet.ALICE);
        assertThat(entriesOf(image))
                .extracting(AuditEntry::act)
                .containsExactly("disk image removed", "disk image registered");
        assertThat(entriesOf(image))
                .allSatisfy(entry -> assertThat(entry.details()).contains(own));
    }

    @Test
    void anImageThatIsNotThereIsNotFound() {
        var id = UUID.randomUUID();
        assertThat(images.find(id)).isEmpty();
        assertThatThrownBy(() -> images.get(id)).isInstanceOf(NotFound.class).hasMessageContaining(id.toString());
        assertThatThrownBy(() -> images.remove(id, Fleet.ALICE)).isInstanceOf(NotFound.class);
    }

    @Test
    void anImageIsTakenOutOnce() {
        var image = image(own, "", "a.img", Fleet.PRODUCT);
        images.remove(image.id(), Fleet.ALICE);
        assertThatThrownBy(() -> images.remove(image.id(), Fleet.ALICE)).isInstanceOf(NotFound.class);
        assertThat(images.isNameTaken(own)).isFalse();
        assertThat(images.isFileListed(location, "a.img")).isFalse();
    }

    @Test
    void namesAndFilesAreTakenAsTheyAreWritten() {
        image(own, "", "a.img", Fleet.PRODUCT);
        assertThat(images.isNameTaken(own)).isTrue();
        assertThat(images.isNameTaken(own + " ")).isFalse();
        assertThat(images.isFileListed(location, "a.img")).isTrue();
        assertThat(images.isFileListed(location, "A.img")).isFalse();
        assertThat(images.isFileListed(fleet.aLocation(), "a.img")).isFalse();
    }

    @Test
    void tellsWhichFilesOfALocationAreListed() {
        image(own, "", "a.img", Fleet.PRODUCT);
        image(own + " 2", "", "b.img", Fleet.PRODUCT);
        assertThat(images.listedAmong(location, Set.of("a.img", "c.img", "%"))).containsExactly("a.img");
        assertThat(images.listedAmong(location, Set.of())).isEmpty();
        assertThat(images.listedAmong(fleet.aLocation(), Set.of("a.img"))).isEmpty();
    }

    @Test
    void tellsTheNamesOfThoseThatAreThere() {
        var first = image(own, "", "a.img", Fleet.PRODUCT).id();
        var second = image(own + " 2", "", "b.img", Fleet.PRODUCT).id();
        assertThat(names.of(List.of(first, UUID.randomUUID(), second, first)))
                .containsOnlyKeys(first, second)
                .containsEntry(first, own);
        assertThat(names.of(List.of())).isEmpty();
    }

    private List<UUID> found(String text) {
        return images.list(text, PageRequest.of(0, 1000)).map(DiskImage::id).toList();
    }

    private DiskImage image(String name, String description, String fileName, String product) {
        return register(UUID.randomUUID(), name, description, fileName, product);
    }

    private DiskImage register(UUID operation, String name, String description, String fileName, String product) {
        return images.register(
                operation,
                new NewImage(name, description, ImageFileName.of(fileName), location, traits(product)),
                facts(512, null));
    }

    private static FileFacts facts(@Nullable Integer sectorBytes, @Nullable ImageFormat format) {
        return new FileFacts(
                1024,
                4096,
                EMPTY_DISK.digest().hex(),
                "0".repeat(64),
                "0".repeat(40),
                "0".repeat(32),
                sectorBytes,
                format);
    }

    private static ImageTraits traits(String product) {
        return new ImageTraits(product, null, null, true, true, false);
    }

    private List<AuditEntry> entriesOf(DiskImage image) {
        return audit.list(new AuditFilter(image.id().toString(), null, null), null, 10);
    }
}
