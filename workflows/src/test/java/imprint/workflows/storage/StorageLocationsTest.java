package imprint.workflows.storage;

import static imprint.workflows.Fleet.ALICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import imprint.workflows.DomainTest;
import imprint.workflows.Fleet;
import imprint.workflows.TestKeys;
import imprint.workflows.address.Addresses;
import imprint.workflows.address.StorageAddress;
import imprint.workflows.address.StorageKind;
import imprint.workflows.audit.AuditEntry;
import imprint.workflows.audit.AuditFilter;
import imprint.workflows.audit.AuditTrail;
import imprint.workflows.failure.Conflict;
import imprint.workflows.failure.InvalidInput;
import imprint.workflows.failure.NotFound;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestConstructor;

@DomainTest
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class StorageLocationsTest {

    private final StorageLocations locations;
    private final PasswordKeyRing ring;
    private final TestKeys keys;
    private final JdbcClient jdbc;
    private final AuditTrail audit;
    private final Fleet fleet;

    StorageLocationsTest(
            StorageLocations locations,
            PasswordKeyRing ring,
            TestKeys keys,
            JdbcClient jdbc,
            AuditTrail audit,
            Fleet fleet) {
        this.locations = locations;
        this.ring = ring;
        this.keys = keys;
        this.jdbc = jdbc;
        this.audit = audit;
        this.fleet = fleet;
    }

    @BeforeEach
    void forgetThePasswordsOfOtherTests() {
        jdbc.sql("update storage_location set password = null").update();
    }

    @ParameterizedTest
    @EnumSource
    void keepsAnAddressOfEveryKind(StorageKind kind) {
        var address = Addresses.ofKind(kind);

        var id = locations.add(name(), address, null, ALICE).id();

        assertThat(locations.get(id).address()).isEqualTo(address);
    }

    @Test
    void keepsAnAddressAsTheApiSpeaksOfIt() {
        var id = locations
                .add(name(), at("ftp://anna@files.example/images"), "open", ALICE)
                .id();

        assertThat(jdbc.sql("select address::text from storage_location where id = ?")
                        .param(id)
                        .query(String.class)
                        .single())
                .isEqualToIgnoringWhitespace("""
                        {"tls": "NONE", "host": "files.example", "kind": "FTP", "ftpMode": "PASSIVE",
                        "userName": "anna", "directory": "images"}
                        """);
    }

    @Test
    void sortsByKindAndHost() {
        for (var url : List.of("http://b.example", "ftp://b.example", "ftp://a.example")) {
            locations.add("sorted " + url, at(url), null, ALICE);
        }

        var sorted = locations.list(PageRequest.of(0, 1000, Sort.by("kind", "host")));

        assertThat(sorted.map(StorageLocation::name))
                .filteredOn(name -> name.startsWith("sorted"))
                .containsExactly("sorted ftp://a.example", "sorted ftp://b.example", "sorted http://b.example");
    }

    @Test
    void keepsThePasswordThatAChangeLeavesOut() {
        var before = withPassword("ftp://anna@files.example/images");

        var after = locations.change(
                before.id(), before.currentVersion(), name(), at("ftp://anna@files.example/other"), null, ALICE);

        assertThat(locations.accessTo(after.id()).password()).isEqualTo("open");
        assertThat(after.address().url()).isEqualTo("ftp://anna@files.example/other");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x\r\nDELE disk.img", "x\n", "x\u0000", "x\u2028y"})
    void takesNoPasswordOfSeveralLines(String password) {
        assertThatThrownBy(() -> locations.add(name(), at("ftp://anna@files.example/"), password, ALICE))
                .isInstanceOfSatisfying(
                        InvalidInput.class, e -> assertThat(e.field()).isEqualTo("password"))
                .hasMessageNotContaining("DELE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://anna@other.example/images",
                "ftp://anna@files.example:2121/images",
                "ftp://bert@files.example/images",
                "ftps://anna@files.example/images",
            })
    void sendsAPasswordNowhereElseThanWhereItWasEnteredFor(String url) {
        var before = withPassword("ftp://anna@files.example/images");

        assertThatThrownBy(() -> locations.change(before.id(), before.currentVersion(), name(), at(url), null, ALICE))
                .isInstanceOfSatisfying(
                        InvalidInput.class, e -> assertThat(e.field()).isEqualTo("password"));
    }

    @Test
    void forgetsThePasswordWithTheUser() {
        var before = withPassword("ftp://anna@files.example/images");

        locations.change(before.id(), before.currentVersion(), name(), at("ftp://files.example/images"), null, ALICE);

        assertThat(locations.get(before.id()).hasPassword()).isFalse();
    }

    @Test
    void refusesAChangeOfWhatWasChangedMeanwhile() {
        var seen = withPassword("ftp://anna@files.example/images");
        locations.change(seen.id(), seen.currentVersion(), name(), seen.address(), null, ALICE);

        assertThatThrownBy(
                        () -> locations.change(seen.id(), seen.currentVersion(), name(), seen.address(), null, ALICE))
                .isInstanceOf(Conflict.class);
    }

    @Test
    void readsNoPasswordThatWasMovedToAnotherRow() {
        var first = withPassword("ftp://anna@files.example/images");
        var second = withPassword("ftp://anna@files.example/images");
        jdbc.sql("update storage_location set password = (select password from storage_location where id = ?)"
                        + " where id = ?")
                .params(first.id(), second.id())
                .update();

        assertThatThrownBy(() -> locations.accessTo(second.id())).isInstanceOf(PasswordUnreadable.class);
    }

    @Test
    void readsNoPasswordOfARowThatPointsElsewhereNow() {
        var location = withPassword("ftp://anna@files.example/images");
        jdbc.sql("update storage_location set address = jsonb_set(address, '{host}', '\"evil.example\"') where id = ?")
                .param(location.id())
                .update();

        assertThatThrownBy(() -> locations.accessTo(location.id())).isInstanceOf(PasswordUnreadable.class);
        jdbc.sql("delete from storage_location where id = ?")
                .param(location.id())
                .update();
    }

    @Test
    void refusesAPasswordThatNobodyAsksFor() {
        assertThatThrownBy(() -> locations.add(name(), at("nfs://files.example/srv"), "open", ALICE))
                .isInstanceOfSatisfying(
                        InvalidInput.class, e -> assertThat(e.field()).isEqualTo("password"));
    }

    @Test
    void encryptsAllPasswordsWithTheNewKeyAndLetsTheOldOneGo() {
        var location = withPassword("ftp://anna@files.example/images");
        var old = keys.newest().id();

        ring.renew(ALICE);
        ring.remove(old, ALICE);

        assertThat(locations.passwordsByKey()).containsOnlyKeys(keys.newest().id());
        assertThat(locations.accessTo(location.id()).password()).isEqualTo("open");
    }

    @Test
    void goesOnWithARenewalThatWasCutAfterTheKeyWasMade() {
        var location = withPassword("ftp://anna@files.example/images");
        var old = keys.newest().id();
        keys.renew();
        assertThat(locations.accessTo(location.id()).password()).isEqualTo("open");
        assertThatThrownBy(() -> ring.remove(old, ALICE)).isInstanceOf(Conflict.class);

        ring.renew(ALICE);

        assertThat(locations.passwordsByKey()).containsOnlyKeys(keys.newest().id());
        assertThat(locations.accessTo(location.id()).password()).isEqualTo("open");
    }

    @Test
    void encryptsNoneAnewWhenOneCannotBeRead() {
        withPassword("ftp://anna@files.example/lost");
        keys.renew();
        var kept = withPassword("ftp://anna@files.example/kept");
        var keyOfKept = keys.newest().id();
        keys.remove(keys.all().get(1).id());

        assertThatThrownBy(() -> ring.renew(ALICE)).isInstanceOf(PasswordUnreadable.class);

        assertThat(locations.passwordsByKey()).containsKey(keyOfKept);
        assertThat(locations.accessTo(kept.id()).password()).isEqualTo("open");
    }

    @Test
    void refusesANameThatAnotherHas() {
        var other = withPassword("ftp://anna@files.example/images");
        var location = withPassword("ftp://anna@files.example/images");
        for (ThrowingCallable act : List.<ThrowingCallable>of(
                () -> locations.add(other.name(), other.address(), null, ALICE),
                () -> locations.change(
                        location.id(), location.currentVersion(), other.name(), other.address(), null, ALICE))) {
            assertThatThrownBy(act)
                    .isInstanceOf(Conflict.class)
                    .hasMessage("There is a storage location named \"%s\" already.", other.name());
        }
        assertThat(locations.get(location.id()).name()).isEqualTo(location.name());
    }

    @Test
    void letsALocationKeepItsOwnName() {
        var before = withPassword("ftp://anna@files.example/images");
        var address = at("ftp://anna@files.example/other");
        var after = locations.change(before.id(), before.currentVersion(), before.name(), address, null, ALICE);
        assertThat(after.name()).isEqualTo(before.name());
        assertThat(after.currentVersion()).isEqualTo(before.currentVersion() + 1);
    }

    @Test
    void saysByItsNewNameThatItWasChangedMeanwhile() {
        var seen = withPassword("ftp://anna@files.example/images");
        var renamed = name();
        locations.change(seen.id(), seen.currentVersion(), renamed, seen.address(), null, ALICE);
        assertThatThrownBy(
                        () -> locations.change(seen.id(), seen.currentVersion(), name(), seen.address(), null, ALICE))
                .isInstanceOf(Conflict.class)
                .hasMessage("\"%s\" was changed meanwhile: look at it, and try again.", renamed);
        assertThat(locations.get(seen.id()).name()).isEqualTo(renamed);
    }

    @Test
    void ofTwoWhoChangeItAtOnceOneIsToldToLookAgain() throws InterruptedException {
        var seen = withPassword("ftp://anna@files.example/images");
        var change = (Callable<StorageLocation>)
                () -> locations.change(seen.id(), seen.currentVersion(), name(), seen.address(), null, ALICE);
        try (var threads = Executors.newFixedThreadPool(2)) {
            assertThat(threads.invokeAll(List.of(change, change)))
                    .extracting(Future::state)
                    .containsExactlyInAnyOrder(Future.State.SUCCESS, Future.State.FAILED);
        }
        assertThat(locations.get(seen.id()).currentVersion()).isEqualTo(seen.currentVersion() + 1);
    }

    @Test
    void takesANewPasswordForWhatEverWasThereBefore() {
        var before = withPassword("ftp://anna@files.example/images");
        var after = locations.change(
                before.id(), before.currentVersion(), name(), at("ftp://bert@other.example/images"), "sesame", ALICE);
        assertThat(locations.accessTo(after.id()).password()).isEqualTo("sesame");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "p\u00e4ssw\u00f6rd \uD83D\uDD11", "'; drop table storage_location; --", "%s {} ${x}"})
    void keepsAPasswordAsItWasTyped(String password) {
        var id = locations
                .add(name(), at("ftp://anna@files.example/images"), password, ALICE)
                .id();
        assertThat(locations.accessTo(id).password()).isEqualTo(password);
    }

    @ParameterizedTest
    @CsvSource({
        "ftp://files.example/images, Name the user whose password it is.",
        "http://files.example/images, Name the user whose password it is.",
        "nfs://files.example/srv, 'A location of kind NFS has no password: leave it out.'",
        "file:///srv/images, 'A location of kind FILE has no password: leave it out.'"
    })
    void saysWhatToDoWithAPasswordThatIsNobodys(String url, String sentence) {
        assertThatThrownBy(() -> locations.add(name(), at(url), "open", ALICE))
                .isInstanceOfSatisfying(
                        InvalidInput.class, e -> assertThat(e.field()).isEqualTo("password"))
                .hasMessage(sentence);
    }

    @Test
    void isNotChangedIntoADirectoryOfTheSystem() {
        var location = withPassword("ftp://anna@files.example/images");
        assertThatThrownBy(() -> locations.change(
                        location.id(), location.currentVersion(), name(), at("file:///etc/cron.d"), null, ALICE))
                .isInstanceOfSatisfying(
                        InvalidInput.class, e -> assertThat(e.field()).isEqualTo("directory"));
        assertThat(locations.get(location.id()).address()).isEqualTo(location.address());
    }

    @Test
    void staysWhileAnImageLiesInIt() throws IOException {
        var image = fleet.anImage();
        var name = locations.get(image.locationId()).name();
        assertThatThrownBy(() -> locations.remove(image.locationId(), ALICE))
                .isInstanceOf(Conflict.class)
                .hasMessage("\"%s\" still holds images or was used by operations.", name);
        assertThat(locations.get(image.locationId()).name()).isEqualTo(name);
    }

    @Test
    void isRemovedOnceAndItsNameIsFree() {
        var location = withPassword("ftp://anna@files.example/images");
        locations.remove(location.id(), ALICE);
        for (ThrowingCallable act : List.<ThrowingCallable>of(
                () -> locations.remove(location.id(), ALICE),
                () -> locations.get(location.id()),
                () -> locations.accessTo(location.id()),
                () -> locations.change(location.id(), 0, name(), location.address(), null, ALICE))) {
            assertThatThrownBy(act)
                    .isInstanceOf(NotFound.class)
                    .hasMessage("There is no storage location %s.", location.id());
        }
        locations.add(location.name(), location.address(), null, ALICE);
    }

    @Test
    void theTrailTellsWhereItWasAndIsButNoPassword() {
        var before = withPassword("ftp://anna@files.example/before");
        locations.change(
                before.id(), before.currentVersion(), name(), at("ftp://anna@files.example/after"), "sesame", ALICE);
        locations.remove(before.id(), ALICE);
        var entries = audit.list(new AuditFilter(before.id().toString(), null, null), null, 10);
        assertThat(entries)
                .extracting(AuditEntry::act)
                .containsExactly("storage location removed", "storage location changed", "storage location added");
        assertThat(entries.get(1).details())
                .contains("/before", "/after", "\"password\":\"changed\"")
                .doesNotContain("sesame");
    }

    private StorageLocation withPassword(String url) {
        return locations.add(name(), at(url), "open", ALICE);
    }

    private static StorageAddress at(String url) {
        return StorageAddress.of(url);
    }

    private static String name() {
        return "location " + UUID.randomUUID();
    }
}
