package imprint.workflows.operation;

import static org.assertj.core.api.Assertions.assertThat;

import imprint.bpmn.Outcome;
import imprint.workflows.DomainTest;
import imprint.workflows.Fleet;
import imprint.workflows.MovableClock;
import imprint.workflows.add.AddDiskImage;
import imprint.workflows.apply.ApplyDiskImage;
import imprint.workflows.operation.CurrentOperations.Current;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What those hear of who watch what is under way. */
@DomainTest
class CurrentOperationsTest {

    @Autowired
    private Fleet fleet;

    @Autowired
    private CurrentOperations current;

    @Autowired
    private Operations operations;

    @Autowired
    private AddDiskImage add;

    @Autowired
    private ApplyDiskImage apply;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private MovableClock clock;

    @Test
    void whatIsOpenIsToldHoweverLongAgoItBegan() {
        var operation = anAdd();
        clock.pass(Duration.ofDays(400));
        assertThat(ids(clock.instant(), Set.of())).contains(operation);
    }

    @Test
    void whatHasEndedIsToldForAWhile() {
        var operation = anAdd();
        var before = clock.instant();
        clock.pass(Duration.ofSeconds(1));
        end(operation);
        assertThat(ids(before, Set.of())).contains(operation);
        assertThat(ids(clock.instant(), Set.of())).doesNotContain(operation);
    }

    @Test
    void whatIsAskedForIsToldWheneverItEnded() {
        var operation = anAdd();
        end(operation);
        clock.pass(Duration.ofDays(1));
        assertThat(ids(clock.instant(), Set.of(operation, UUID.randomUUID()))).contains(operation);
    }

    @Test
    void anAddIsToldWithTheNameThatItsImageGets() {
        var operation = anAdd();
        assertThat(told(operation)).satisfies(each -> {
            assertThat(each.kind()).isEqualTo(OperationKind.ADD);
            assertThat(each.state()).isEqualTo(OperationState.REQUESTED);
            assertThat(each.imageName()).startsWith("image ");
            assertThat(each.deviceId()).isNull();
            assertThat(each.imageId()).isNull();
            assertThat(each.processInstanceKey()).isNull();
        });
    }

    @Test
    void anApplyIsToldWithItsDeviceImageAndProcess() throws IOException, InterruptedException {
        var device = fleet.aDevice().id();
        var image = fleet.anImage().id();
        var operation = apply.request(image, List.of(device), true, Fleet.because("test"))
                .getFirst()
                .id();
        var key = Math.abs(UUID.randomUUID().getMostSignificantBits());
        operations.claim(operation, key, 1);
        assertThat(told(operation)).satisfies(each -> {
            assertThat(each.kind()).isEqualTo(OperationKind.APPLY);
            assertThat(each.deviceId()).isEqualTo(device);
            assertThat(each.imageId()).isEqualTo(image);
            assertThat(each.imageName()).isNull();
            assertThat(each.processInstanceKey()).isEqualTo(key);
        });
    }

    @Test
    void whatHasFailedIsToldWithItsReason() {
        var operation = anAdd();
        operations.conclude(operation, Outcome.FAILED, "CHECKSUM_MISMATCH", "The file is another one.");
        assertThat(told(operation)).satisfies(each -> {
            assertThat(each.state()).isEqualTo(OperationState.FAILED);
            assertThat(each.code()).isEqualTo("CHECKSUM_MISMATCH");
            assertThat(each.sentence()).isEqualTo("The file is another one.");
        });
    }

    @Test
    void ofVeryManyThatAreOpenThoseThatWereRequestedLastAreTold() {
        var oldest = anAdd();
        var crowd = "of a crowd " + UUID.randomUUID();
        jdbc.sql("""
                        insert into operation select (jsonb_populate_record(o, jsonb_build_object(
                            'id', gen_random_uuid(), 'name', :crowd || n, 'file_name', :crowd || n,
                            'requested_at', timestamptz '2999-01-01' + n * interval '1 second'))).*
                        from operation o, generate_series(1, :many) n where o.id = :id
                        """)
                .param("crowd", crowd)
                .param("many", CurrentOperations.MOST)
                .param("id", oldest)
                .update();
        try {
            assertThat(ids(clock.instant(), Set.of()))
                    .hasSize(CurrentOperations.MOST)
                    .doesNotContain(oldest);
            assertThat(ids(clock.instant(), Set.of(oldest))).contains(oldest);
        } finally {
            jdbc.sql("delete from operation where name like 'of a crowd %'").update();
        }
    }

    private Current told(UUID operation) {
        return current.openOrEndedSince(clock.instant(), Set.of(operation)).stream()
                .filter(each -> each.id().equals(operation))
                .findFirst()
                .orElseThrow();
    }

    private List<UUID> ids(Instant since, Set<UUID> also) {
        return current.openOrEndedSince(since, also).stream().map(Current::id).toList();
    }

    private UUID anAdd() {
        return add.request(
                        fleet.anImageToMake(UUID.randomUUID() + ".img"),
                        ExpectedDigests.NONE,
                        false,
                        Fleet.because("test"))
                .id();
    }

    private void end(UUID operation) {
        operations.conclude(operation, Outcome.REJECTED, "FILE_NOT_FOUND", "No file.");
    }
}
