package imprint.app.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import imprint.workflows.address.StorageAddress;
import imprint.workflows.address.StorageKind;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Walks docs/adding-a-storage-protocol.md: the protocols that there are have gone by all of its doors. */
class NewProtocolTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path ADDRESSES = ROOT.resolve("workflows/src/main/java/imprint/workflows/address");
    private static final Path STORE_TESTS = ROOT.resolve("workers/src/test/java/imprint/workers/storage");
    private static final Pattern DOOR = Pattern.compile("(?m)^\\d+\\. ");
    private static final Pattern FIELD = Pattern.compile("\\.?(?:text|required|number|choice|with)\\(\"(\\w+)\"");

    @Test
    void thereAreEightDoors() throws IOException {
        assertThat(DOOR.matcher(read("docs/adding-a-storage-protocol.md")).results())
                .hasSize(8);
    }

    @Test
    void theApiHasEveryField() throws IOException {
        var fields = FIELD.matcher(Files.readString(ADDRESSES.resolve("AddressFields.java")))
                .results()
                .map(found -> found.group(1));

        assertThat(fields)
                .contains("kind", "host", "fingerprint")
                .isSubsetOf(Arrays.stream(LocationFields.class.getRecordComponents())
                        .map(RecordComponent::getName)
                        .toList());
    }

    @ParameterizedTest
    @EnumSource
    void aUrlMayBeginWithIt(StorageKind kind) {
        assertThatThrownBy(() -> StorageAddress.of("gopher://files.example/")).hasMessageContaining(name(kind));
    }

    @ParameterizedTest
    @EnumSource
    void theDigestOfItsFilesIsDecided(StorageKind kind) throws IOException {
        assertThat(read("bpmn/src/main/resources/dmn/digest-to-check.dmn")).contains("\"" + name(kind) + "\"");
    }

    @ParameterizedTest
    @EnumSource
    void theReadmeTellsOfIt(StorageKind kind) throws IOException {
        assertThat(read("README.md")).containsPattern("(?m)^\\|[^|]*`" + name(kind) + "`[^|]*\\|");
    }

    @ParameterizedTest
    @EnumSource
    void itsStoreKeepsTheContract(StorageKind kind) throws IOException {
        var store = kind == StorageKind.FILE
                ? "Directory"
                : kind.name().charAt(0) + name(kind).substring(1);
        assertThat(Files.readString(STORE_TESTS.resolve(store + "StoreTest.java")))
                .contains("StoreContract {");
    }

    private static String name(StorageKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static String read(String file) throws IOException {
        return Files.readString(ROOT.resolve(file));
    }
}
