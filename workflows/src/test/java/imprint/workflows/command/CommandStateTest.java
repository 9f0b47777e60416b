package imprint.workflows.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import imprint.bpmn.ErrorCode;
import imprint.imaging.protocol.Environment;
import imprint.imaging.protocol.Report;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Where commands may go from where they stand. */
class CommandStateTest {

    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

    private static final String TABLE = """
            WAITING   GIVEN SUCCEEDED FAILED REFUSED STOPPED
            REPLACING WAITING STOPPING GIVEN_UP SUCCEEDED FAILED REFUSED STOPPED
            GIVEN     FORGOTTEN STOPPING GIVEN_UP SUCCEEDED FAILED REFUSED STOPPED
            FORGOTTEN GIVEN SUCCEEDED FAILED REFUSED STOPPED
            STOPPING  GIVEN_UP SUCCEEDED FAILED REFUSED STOPPED
            GIVEN_UP  REPLACING STOPPING SUCCEEDED FAILED REFUSED
            FAILED    WAITING SUCCEEDED REFUSED
            STOPPED   WAITING REFUSED
            SUCCEEDED
            REFUSED
            """;

    static Stream<Arguments> allPairs() {
        return TABLE.lines()
                .map(line -> Arrays.stream(line.split(" +"))
                        .map(CommandState::valueOf)
                        .toList())
                .flatMap(line -> {
                    Set<CommandState> next = EnumSet.noneOf(CommandState.class);
                    next.addAll(line.subList(1, line.size()));
                    return Arrays.stream(CommandState.values())
                            .map(state -> Arguments.of(line.getFirst(), state, next.contains(state)));
                });
    }

    @ParameterizedTest
    @MethodSource("allPairs")
    void goesOnlyWhereItMay(CommandState from, CommandState to, boolean isLegal) {
        var command = aStep(from);
        if (isLegal) {
            command.become(to);
            assertThat(command.state()).isEqualTo(to);
        } else {
            assertThatThrownBy(() -> command.become(to))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("A device command that is %s cannot become %s.".formatted(from, to));
            assertThat(command.state()).isEqualTo(from);
        }
    }

    @ParameterizedTest
    @EnumSource
    void isWhatTheQueriesTakeItFor(CommandState state) {
        var named = "'%s'".formatted(state);
        assertThat(DeviceCommandRepository.OPEN.contains(named)).isEqualTo(state.isOpen());
        assertThat(DeviceCommandRepository.LIVE.contains(named)).isEqualTo(state.isOpen() || state.isInHand());
    }

    @ParameterizedTest
    @CsvSource({"WAITING, FAILED", "REPLACING, GIVEN_UP", "GIVEN, GIVEN_UP", "FORGOTTEN, FAILED", "STOPPING, GIVEN_UP"})
    void silenceGivesUpWhatIsOpen(CommandState from, CommandState to) {
        var command = aStep(from);
        command.silent();
        assertThat(command.state()).isEqualTo(to);
    }

    @ParameterizedTest
    @EnumSource(names = {"SUCCEEDED", "FAILED", "REFUSED", "STOPPED"})
    void whatHasEndedCannotFallSilent(CommandState ended) {
        var command = aStep(ended);
        assertThatThrownBy(command::silent).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "WAITING, STOPPED, STOPPED",
        "REPLACING, STOPPING, GIVEN_UP",
        "GIVEN, STOPPING, GIVEN_UP",
        "FORGOTTEN, STOPPED, STOPPED",
        "STOPPING, STOPPING, STOPPING",
        "GIVEN_UP, STOPPING, GIVEN_UP",
        "SUCCEEDED, SUCCEEDED, SUCCEEDED",
        "FAILED, FAILED, FAILED",
        "REFUSED, REFUSED, REFUSED",
        "STOPPED, STOPPED, STOPPED"
    })
    void calledOffItWaitsForADeviceThatIsHeard(CommandState from, CommandState heard, CommandState away) {
        var told = aStep(from);
        told.callOff(true, NOW);
        assertThat(told.state()).isEqualTo(heard);
        var left = aStep(from);
        left.callOff(false, NOW);
        assertThat(left.state()).isEqualTo(away);
    }

    @ParameterizedTest
    @CsvSource({
        "WAITING, WAITING",
        "REPLACING, WAITING",
        "GIVEN, FORGOTTEN",
        "FORGOTTEN, FORGOTTEN",
        "STOPPING, STOPPED",
        "GIVEN_UP, FAILED",
        "SUCCEEDED, SUCCEEDED",
        "STOPPED, STOPPED"
    })
    void aDeviceWithNothingInHandIsAtNothing(CommandState from, CommandState to) {
        var command = aStep(from);
        command.forgotten();
        assertThat(command.state()).isEqualTo(to);
        assertThat(command.state().isInHand()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "WAITING, 1, WAITING",
        "GIVEN, 1, GIVEN",
        "FORGOTTEN, 1, FORGOTTEN",
        "GIVEN_UP, 2, REPLACING",
        "FAILED, 2, WAITING",
        "STOPPED, 2, WAITING",
        "SUCCEEDED, 1, SUCCEEDED",
        "REFUSED, 1, REFUSED"
    })
    void onlyWhatFailedIsTriedAgain(CommandState from, int attempt, CommandState to) {
        var command = aStep(from);
        command.offered(new StepJob(UUID.randomUUID(), 1, 3, 4), NOW);
        assertThat(command.attempt()).isEqualTo(attempt);
        assertThat(command.state()).isEqualTo(to);
        assertThat(command.jobKey()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource
    void onlySuccessIsWelcomeOnceItHasFailed(CommandState state) {
        var command = aStep(state);
        assertThat(command.isWelcome(new Report.Stopped(command.id(), 1, false)))
                .isEqualTo(state.isOpen());
        assertThat(command.isWelcome(new Report.Succeeded(command.id(), 1, null, null)))
                .isEqualTo(state.isOpen() || state == CommandState.GIVEN_UP || state == CommandState.FAILED);
    }

    @Test
    void aCommandIsNotGivenTwice() {
        var command = aStep(CommandState.GIVEN);
        assertThatThrownBy(() -> command.give("boot-2", NOW)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatIsDoneIsNotRefused() {
        var command = aStep(CommandState.SUCCEEDED);
        assertThatThrownBy(() -> command.refused(ErrorCode.DISK_CHANGED, "It has changed."))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anOrderHomeIsToldFromACallBack() {
        var device = UUID.randomUUID();
        assertThat(new UnbiddenReboot(UUID.randomUUID(), device, Environment.OWN_DISK, NOW).isHomeward())
                .isTrue();
        assertThat(new UnbiddenReboot(UUID.randomUUID(), device, Environment.IMAGING, NOW).isHomeward())
                .isFalse();
    }

    private static DeviceStep aStep(CommandState state) {
        var step = new DeviceStep(
                new StepJob(UUID.randomUUID(), 1, 2, 5), UUID.randomUUID(), CommandKind.CAPTURE_DISK, null, NOW);
        wayTo(state).forEach(step::become);
        return step;
    }

    private static Stream<CommandState> wayTo(CommandState state) {
        return switch (state) {
            case WAITING -> Stream.of();
            case GIVEN, SUCCEEDED, FAILED, REFUSED, STOPPED -> Stream.of(state);
            case FORGOTTEN, STOPPING, GIVEN_UP -> Stream.of(CommandState.GIVEN, state);
            case REPLACING -> Stream.of(CommandState.GIVEN, CommandState.GIVEN_UP, state);
        };
    }
}
