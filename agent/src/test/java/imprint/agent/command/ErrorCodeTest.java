package imprint.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ErrorCodeTest {

    private static String[] names(Enum<?>[] codes) {
        return Arrays.stream(codes).map(Enum::name).toArray(String[]::new);
    }

    @Test
    void theProcessesKnowAllThatADeviceSays() {
        assertThat(names(imprint.bpmn.ErrorCode.values())).contains(names(ErrorCode.values()));
    }
}
