package imprint.workers.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SectorSizeTest {

    private final byte[] disk = new byte[64 << 10];

    @ParameterizedTest
    @ValueSource(ints = {512, 4096})
    void isToldByWhereTheHeaderStands(int size) {
        header(size);
        assertThat(SectorSize.of(disk, disk.length)).isEqualTo(size);
    }

    @ParameterizedTest
    @ValueSource(ints = {512, 4096})
    void isToldByTheHeaderThatIsWholeWhereThereAreTwo(int size) {
        header(512);
        header(4096);
        disk[(size == 512 ? 4096 : 512) + 24] ^= 1;
        assertThat(SectorSize.of(disk, disk.length)).isEqualTo(size);
    }

    @Test
    void isNotToldByTwoThatAreWhole() {
        header(512);
        header(4096);
        assertThat(SectorSize.of(disk, disk.length)).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100, 512, 603, 4096, 64 << 10})
    void isNotToldByADiskWithoutAHeader(int length) {
        assertThat(SectorSize.of(disk, length)).isNull();
    }

    @Test
    void isNotToldByWhatLiesBehindTheDisk() {
        header(512);
        assertThat(SectorSize.of(disk, 512)).isNull();
    }

    private void header(int at) {
        ByteBuffer header = ByteBuffer.wrap(disk).order(ByteOrder.LITTLE_ENDIAN);
        header.put(at, "EFI PART".getBytes(StandardCharsets.US_ASCII));
        header.putInt(at + 8, 0x10000);
        header.putInt(at + 12, 92);
        header.putLong(at + 24, 1);
        CRC32 crc = new CRC32();
        crc.update(disk, at, 92);
        header.putInt(at + 16, (int) crc.getValue());
    }
}
