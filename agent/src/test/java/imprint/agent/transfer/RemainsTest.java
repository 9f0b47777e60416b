package imprint.agent.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import imprint.agent.disk.Disk;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemainsTest {

    private static final int MIB = 1 << 20;
    private static final int DISK = 24 * MIB;
    private static final int IMAGE = 5 * MIB + 512;

    @TempDir
    private Path directory;

    private final AtomicInteger writes = new AtomicInteger();
    private Path file;

    @BeforeEach
    void makeADisk() throws IOException {
        file = directory.resolve("disk");
        write(DISK - 1, new byte[1]);
        var image = new byte[IMAGE];
        Arrays.fill(image, (byte) 7);
        write(0, image);
    }

    private void write(long at, byte[] content) throws IOException {
        try (var disk = new RandomAccessFile(file.toFile(), "rw")) {
            disk.seek(at);
            disk.write(content);
        }
    }

    private byte[] read(int at, int length) throws IOException {
        return Arrays.copyOfRange(Files.readAllBytes(file), at, at + length);
    }

    // why not containsOnly: it takes seconds for a megabyte.
    private void assertHoldsOnly(int value, int at, int length) throws IOException {
        var wanted = new byte[length];
        Arrays.fill(wanted, (byte) value);
        assertThat(Arrays.mismatch(read(at, length), wanted)).isEqualTo(-1);
    }

    private long removeBehind(long image) throws IOException {
        try (var disk = Disk.openToWrite(file)) {
            return new Remains(disk, image, writes::incrementAndGet).remove();
        }
    }

    /** Where they stand, counted from the end of the disk, as the sources of util-linux and mdadm have it. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            backup GPT of 512-byte sectors,  512,     4546492050415254
            its partitions,                  16896,   a2a0d0ebe5b9334487c068b6b72699c7
            backup GPT of 4096-byte sectors, 4096,    4546492050415254
            its partitions there,            20480,   a2a0d0ebe5b9334487c068b6b72699c7
            Intel,                           1024,    496e74656c20526169642049534d20436667205369672e20
            DDF,                             512,     de11de11
            DDF within the last sectors,     131584,  de11de11
            md 0.90,                         65536,   fc4e2ba9
            md 1.0,                          8192,    fc4e2ba9
            third label of ZFS,              524288,  0cb1ba0000000000
            fourth label of ZFS,             262144,  0cb1ba0000000000
            NVIDIA,                          1024,    4e56494449412020
            Promise,                         32256,   50726f6d69736520546563686e6f6c6f6779
            Silicon Image,                   512,     00ff00ff
            HighPoint,                       5632,    5a7816f3
            Adaptec,                         512,     900a8537
            JMicron,                         512,     4a4d
            no name at all,                  2097152, 01
            """)
    void removesWhatStoodAtTheEndOfTheDisk(String whose, int fromTheEnd, String mark) throws IOException {
        write(DISK - fromTheEnd, HexFormat.of().parseHex(mark));

        assertThat(removeBehind(IMAGE)).as(whose).isPositive();

        assertHoldsOnly(0, IMAGE, DISK - IMAGE);
        assertHoldsOnly(7, 0, IMAGE);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            md 1.1,       0,     fc4e2ba9
            LUKS,         0,     4c554b53babe
            md 1.2,       4096,  fc4e2ba9
            bcache,       4096,  c68573f64e1a45ca8265f57f48ba6d81
            LVM,          512,   4c4142454c4f4e45
            copy of LUKS, 16384, 534b554cbabe
            btrfs,        65536, 5f42485266535f4d
            """)
    void removesWhatStoodAtTheBeginningBehindATinyImage(String whose, int at, String mark) throws IOException {
        write(0, new byte[IMAGE]);
        write(at, HexFormat.of().parseHex(mark));

        assertThat(removeBehind(0)).as(whose).isPositive();

        assertHoldsOnly(0, 0, DISK);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 511, 4096, 8 * MIB - 1})
    void removesWhatFollowsTheImage(int behind) throws IOException {
        write(IMAGE + behind, "old".getBytes(StandardCharsets.US_ASCII));

        removeBehind(IMAGE);

        assertHoldsOnly(0, IMAGE, 8 * MIB);
        assertHoldsOnly(7, 0, IMAGE);
    }

    @Test
    void leavesTheMiddleAsItIs() throws IOException {
        var middle = IMAGE + 8 * MIB;
        var old = new byte[DISK - 2 * MIB - middle];
        Arrays.fill(old, (byte) 9);
        write(middle, old);

        assertThat(removeBehind(IMAGE)).isZero();

        assertHoldsOnly(9, middle, old.length);
    }

    @Test
    void writesNothingTheSecondTime() throws IOException {
        write(DISK - 512, new byte[] {1});
        write(IMAGE, new byte[] {1});

        assertThat(removeBehind(IMAGE)).isPositive();
        assertThat(writes).hasValue(2);
        assertThat(removeBehind(IMAGE)).isZero();
        assertThat(writes).hasValue(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {DISK, DISK - 1, DISK - 512, DISK - MIB, DISK - 9 * MIB})
    void goesNoFurtherThanTheDisk(int image) throws IOException {
        var all = new byte[DISK];
        Arrays.fill(all, (byte) 7);
        write(0, all);

        assertThat(removeBehind(image)).isEqualTo(DISK - image);

        assertThat(Files.size(file)).isEqualTo(DISK);
        assertHoldsOnly(7, 0, image);
    }
}
