package imprint.workflows.storage;

import static imprint.workflows.Fleet.ALICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import imprint.workflows.DomainTest;
import imprint.workflows.address.Addresses;
import imprint.workflows.address.StorageAccess;
import imprint.workflows.address.StorageAddress;
import imprint.workflows.address.StorageKind;
import imprint.workflows.address.TestStep;
import imprint.workflows.audit.AuditEntry;
import imprint.workflows.audit.AuditFilter;
import imprint.workflows.audit.AuditTrail;
import imprint.workflows.failure.InvalidInput;
import imprint.workflows.failure.NotFound;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

/** What an administrator hears who tries a location. */
@DomainTest
class LocationTestsTest {

    @Autowired
    private StorageLocations locations;

    @Autowired
    private AuditTrail audit;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private StorageLooks looks;

    private final StorageTester tester = mock();
    private LocationTests tests;

    private final String directory = "/images-" + UUID.randomUUID();

    @BeforeEach
    void aTester() {
        var looksOfTheTester = new StorageLooks(locations, mock(), mock(), tester);
        tests = new LocationTests(locations, looksOfTheTester, audit);
    }

    @ParameterizedTest
    @CsvSource({
        "FILE, 'DIRECTORY WRITE READ'",
        "HTTP, 'NAME CONNECT DIRECTORY WRITE READ'",
        "NFS, 'NAME CONNECT SHARE DIRECTORY WRITE READ'"
    })
    void whatTheKindHasIsTriedInItsOrder(StorageKind kind, String steps) {
        succeeds();
        var url = switch (kind) {
            case FILE -> "file://" + directory;
            case HTTP -> "http://files.example" + directory;
            default -> "nfs://files.example" + directory;
        };
        var result = tests.test(StorageAddress.of(url), null, ALICE);
        assertThat(result.failed()).isNull();
        assertThat(result.passed()).extracting(Enum::name).containsExactly(steps.split(" "));
    }

    @Test
    void whoLogsInAndEncryptsHasAllThatTried() {
        succeeds();
        assertThat(tests.test(StorageAddress.of("ftps://anna@files.example" + directory), "open", ALICE)
                        .passed())
                .containsExactly(
                        TestStep.NAME,
                        TestStep.CONNECT,
                        TestStep.TLS,
                        TestStep.LOGIN,
                        TestStep.DIRECTORY,
                        TestStep.WRITE,
                        TestStep.READ);
    }

    @Test
    void whatComesAfterAFailureIsNotToldToHavePassed() {
        fails(TestStep.LOGIN, "The password is another one.");
        var result = tests.test(StorageAddress.of("ftp://anna@files.example" + directory), "open", ALICE);
        assertThat(result.passed()).containsExactly(TestStep.NAME, TestStep.CONNECT);
        assertThat(result.failed()).isEqualTo(new LocationTest.Failure(TestStep.LOGIN, "The password is another one."));
    }

    @Test
    void nothingHasPassedWhereTheFirstStepFails() {
        fails(TestStep.NAME, "No such host.");
        assertThat(tests.test(StorageAddress.of("http://files.example" + directory), null, ALICE)
                        .passed())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void everyFailureHasARemedy(TestStep step) {
        assertThat(step.remedy()).matches("[A-Z].+\\.");
    }

    @ParameterizedTest
    @EnumSource
    void everyKindIsWrittenToAndReadFromLast(StorageKind kind) {
        var address = Addresses.ofKind(kind);
        assertThat(LocationTest.of(address, null).passed()).endsWith(TestStep.DIRECTORY, TestStep.WRITE, TestStep.READ);
    }

    @Test
    void aLocationThatIsKeptIsTriedWithItsPassword() {
        succeeds();
        var address = StorageAddress.of("ftp://anna@files.example" + directory);
        var id = locations
                .add("location " + UUID.randomUUID(), address, "open", ALICE)
                .id();
        tests.test(id, ALICE);
        verify(tester).firstFailure(new StorageAccess(address, "open"));
        assertThat(entries(id.toString())).extracting(AuditEntry::act).contains("storage location tested");
    }

    @Test
    void theTrailTellsWhatWasTriedAndWhatFailedButNoPassword() {
        fails(TestStep.WRITE, "No room.");
        var url = "ftp://anna@files.example" + directory;
        tests.test(StorageAddress.of(url), "open sesame", ALICE);
        assertThat(entries(url))
                .singleElement()
                .satisfies(entry -> assertThat(entry.details())
                        .contains("\"failed\":\"WRITE\"", url)
                        .doesNotContain("sesame"));
    }

    @Test
    void theTrailTellsThatNothingFailed() {
        succeeds();
        var url = "http://files.example" + directory;
        tests.test(StorageAddress.of(url), null, ALICE);
        assertThat(entries(url))
                .singleElement()
                .satisfies(entry -> assertThat(entry.details()).contains("\"failed\":\"nothing\""));
    }

    @Test
    void whatCouldNotBeKeptIsNotTriedEither() {
        assertThatThrownBy(() -> tests.test(new StorageAddress.Directory("/etc"), null, ALICE))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refused -> assertThat(refused.field()).isEqualTo("directory"))
                .hasMessageContaining("belongs to the system");
        assertThatThrownBy(() -> tests.test(StorageAddress.of("ftp://files.example" + directory), "open", ALICE))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refused -> assertThat(refused.field()).isEqualTo("password"))
                .hasMessage("Name the user whose password it is.");
        verifyNoInteractions(tester);
    }

    @Test
    void aLocationThatIsNotThereIsNotTried() {
        assertThatThrownBy(() -> tests.test(UUID.randomUUID(), ALICE)).isInstanceOf(NotFound.class);
        verifyNoInteractions(tester);
    }

    @Test
    void noTransactionIsHeldWhileAServerIsWaitedFor() {
        var location = new StorageAccess(StorageAddress.of("http://files.example" + directory), null);
        assertThatThrownBy(() -> transaction.executeWithoutResult(_ -> looks.firstFailure(location)))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    private void succeeds() {
        when(tester.firstFailure(any())).thenReturn(Optional.empty());
    }

    private void fails(TestStep step, String message) {
        when(tester.firstFailure(any())).thenReturn(Optional.of(new LocationTest.Failure(step, message)));
    }

    private List<AuditEntry> entries(String subject) {
        return audit.list(new AuditFilter(subject, null, null), null, 10);
    }
}
