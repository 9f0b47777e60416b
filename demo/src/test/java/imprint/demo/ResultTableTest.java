package imprint.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ResultTableTest {
    private final ResultTable table = new ResultTable("operation", "sent");

    @Test
    void makesColumnsAsWideAsTheirWidestCell() {
        table.add("clone", "29.0 MiB");
        table.add("apply to kiosk-2", "0 B");

        assertThat(table.lines())
                .containsExactly(
                        "operation         sent",
                        "----------------  --------",
                        "clone             29.0 MiB",
                        "apply to kiosk-2  0 B");
    }

    @Test
    void refusesARowOfAnotherLength() {
        assertThatIllegalArgumentException().isThrownBy(() -> table.add("clone"));
    }
}
