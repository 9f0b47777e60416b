package imprint.imaging.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteCountTest {
    @ParameterizedTest
    @CsvSource({"0, 0 B", "1023, 1023 B", "1024, 1.0 KiB", "268435456, 256.0 MiB", "1649267441664, 1.5 TiB"})
    void isReadByPeople(long bytes, String text) {
        assertThat(new ByteCount(bytes)).hasToString(text);
    }
}
