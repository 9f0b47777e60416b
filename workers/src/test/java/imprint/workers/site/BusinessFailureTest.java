package imprint.workers.site;

import static org.assertj.core.api.Assertions.assertThat;

import imprint.bpmn.ErrorCode;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BusinessFailureTest {

    @ParameterizedTest
    @EnumSource(BusinessFailure.Code.class)
    void theProcessesKnowEachCodeOfTheSite(BusinessFailure.Code code) {
        assertThat(Arrays.stream(ErrorCode.values()).map(Enum::name)).contains(code.name());
    }
}
