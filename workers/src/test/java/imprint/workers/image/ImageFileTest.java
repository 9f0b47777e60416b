package imprint.workers.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdOutputStream;
import imprint.imaging.image.ImageFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** What lies in image files, and what only looks like one. */
class ImageFileTest {

    private static final int BYTES = 5 << 20;

    private final byte[] disk = disk();

    @ParameterizedTest
    @CsvSource({
        "0, 514649fb00000003, qcow2, qemu-img convert",
        "0, 51454400, QED, qemu-img convert",
        "0, 4b444d56, VMDK, qemu-img convert",
        "0, 434f5744, VMDK, qemu-img convert",
        "0, 23204469736b2044657363726970746f7246696c65, VMDK, qemu-img convert",
        "0, 7668647866696c65, VHDX, qemu-img convert",
        "0, 636f6e6563746978, VHD, qemu-img convert",
        "64, 7f10dabe, VDI, qemu-img convert",
        "0, 576974686f7574467265655370616365, Parallels, qemu-img convert",
        "0, 576974686f7546726553706163457874, Parallels, qemu-img convert",
        "0, 426f636873205669727475616c20484420496d616765, Bochs, qemu-img convert",
        "0, 656e637263647361, DMG, hdiutil convert",
        "0, 455646090d0aff00, EWF, ewfexport",
        "0, 3aff26ed, Android sparse, simg2img",
        "0, 70617274636c6f6e652d696d616765, partclone, restore",
        "0, 50615274496d4167452d566f4c754d65, partimage, restore",
        "0, 4d5357494d000000, WIM, restore",
        "257, 7573746172, tar, tar -xf",
        "0, 303730373031, cpio, cpio -i",
        "0, 504b0304, zip, unzip",
        "0, 377abcaf271c, 7z, 7z x",
        "0, 526172211a07, rar, unrar",
        "0, 213c617263683e0a, ar, ar x",
        "0, 4c5a4950, lzip, lzip -d",
        "0, 04224d18, lz4, lz4 -d",
        "0, 894c5a4f000d0a1a0a, lzop, lzop -d"
    })
    void refusesWhatIsNoDiskAsItLiesThereAndCompressed(int at, String hex, String name, String remedy)
            throws IOException {
        byte[] bytes = HexFormat.of().parseHex(hex);
        System.arraycopy(bytes, 0, disk, at, bytes.length);
        for (byte[] file : List.of(disk, gzip(disk))) {
            assertThatExceptionOfType(FormatUnsupported.class)
                    .isThrownBy(() -> read(file))
                    .withMessageContaining(name)
                    .withMessageContaining(remedy);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"636f6e65637469780000000200010000", "6b6f6c7900000004"})
    void refusesDisksOfVirtualMachinesThatAreKnownByTheirEnd(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        System.arraycopy(bytes, 0, disk, disk.length - 512, bytes.length);
        assertThatExceptionOfType(FormatUnsupported.class)
                .isThrownBy(() -> read(disk))
                .withMessageContaining("qemu-img convert");
    }

    @ParameterizedTest
    @EnumSource(
            value = ImageFormat.class,
            names = {"ZSTD", "GZIP", "XZ"})
    void refusesOneCompressionInsideAnother(ImageFormat inner) throws IOException {
        byte[] once = compressed(inner, disk);
        for (ImageFormat outer : List.of(ImageFormat.ZSTD, ImageFormat.GZIP, ImageFormat.XZ)) {
            byte[] twice = compressed(outer, once);
            assertThatExceptionOfType(FormatUnsupported.class)
                    .isThrownBy(() -> read(twice))
                    .withMessageContaining("compressed by");
        }
    }

    @Test
    void refusesBeforeTheFileIsRead() {
        byte[] qcow2 = {'Q', 'F', 'I', (byte) 0xfb};
        Endless file = new Endless(qcow2);
        assertThatExceptionOfType(FormatUnsupported.class).isThrownBy(() -> read(file, false));
        assertThat(file.bytes).isLessThan(64 << 20);
    }

    @ParameterizedTest
    @CsvSource({
        "1080, 53ef, ext file system",
        "0, 58465342, XFS",
        "65600, 5f42485266535f4d, Btrfs",
        "1024, 1020f5f2, F2FS",
        "1024, e2e1f5e0, EROFS",
        "0, 68737173, squashfs",
        "32769, 4344303031, CD",
        "4086, 53574150535041434532, swap",
        "512, 4c4142454c4f4e45, LVM",
        "4096, fc4e2ba9, RAID",
        "0, 4c554b53babe, LUKS",
        "0, 3c21444f43545950452068746d6c3e, web page",
        "0, 5d0000, lzma",
        "0, 789c, zlib"
    })
    void refusesWhatHasNoBootRecordAndGuessesWhatItIs(int at, String hex, String guess) throws IOException {
        byte[] data = new byte[BYTES];
        byte[] bytes = HexFormat.of().parseHex(hex);
        System.arraycopy(bytes, 0, data, at, bytes.length);
        assertThatExceptionOfType(FormatUnsupported.class)
                .isThrownBy(() -> read(data))
                .withMessageContaining(guess)
                .withMessageContaining("rawData");
        assertThat(read(new ByteArrayInputStream(data), true)).isEqualTo(data);
    }

    @Test
    void takesAGptWithoutABootRecord() throws IOException {
        disk[510] = 0;
        System.arraycopy("EFI PART".getBytes(StandardCharsets.US_ASCII), 0, disk, 512, 8);
        assertThat(read(disk)).isEqualTo(disk);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 4096, 70_000})
    void takesZerosBehindACompressedDisk(int zeros) throws IOException {
        for (ImageFormat format : List.of(ImageFormat.ZSTD, ImageFormat.GZIP, ImageFormat.XZ)) {
            assertThat(read(concat(compressed(format, disk), new byte[zeros])))
                    .as(format.name())
                    .isEqualTo(disk);
        }
    }

    @Test
    void readsAFileThatWasPutTogether() throws IOException {
        byte[] begin = Arrays.copyOf(disk, 1_000_000);
        byte[] end = Arrays.copyOfRange(disk, 1_000_000, disk.length);
        for (ImageFormat format : List.of(ImageFormat.ZSTD, ImageFormat.GZIP, ImageFormat.XZ)) {
            byte[] file = concat(compressed(format, begin), new byte[512], compressed(format, end));
            assertThat(read(file)).as(format.name()).isEqualTo(disk);
        }
    }

    @Test
    void readsZstdFramesOfEveryKind() throws IOException {
        byte[] skippable = {0x5a, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3};
        byte[] single = Zstd.compress(Arrays.copyOf(disk, 200));
        byte[] small = Zstd.compress(Arrays.copyOfRange(disk, 200, 1000));
        byte[] zeros = Zstd.compress(new byte[1 << 20]);
        byte[] stream = compressed(ImageFormat.ZSTD, Arrays.copyOfRange(disk, 1000, disk.length));
        byte[] expected =
                concat(Arrays.copyOf(disk, 1000), new byte[1 << 20], Arrays.copyOfRange(disk, 1000, disk.length));
        assertThat(read(concat(skippable, single, skippable, small, zeros, stream, skippable)))
                .isEqualTo(expected);
    }

    @Test
    void saysThatTheDiskIsWholeWhenSomethingElseLiesBehindIt() throws IOException {
        for (ImageFormat format : List.of(ImageFormat.ZSTD, ImageFormat.GZIP, ImageFormat.XZ)) {
            byte[] file = compressed(format, disk);
            assertThatExceptionOfType(ImageCorrupt.class)
                    .isThrownBy(() -> read(concat(file, "rubbish".getBytes(StandardCharsets.US_ASCII))))
                    .withMessageContaining("is whole")
                    .withMessageContaining("head -c %d FILE", file.length);
        }
    }

    @Test
    void readsGzipFilesWithLongHeaders() throws IOException {
        byte[] plain = gzip(disk);
        byte[] header = new byte[10 + 2 + 65_535 + 40_001 + 30_001];
        System.arraycopy(plain, 0, header, 0, 10);
        header[3] = 1 << 1 | 1 << 2 | 1 << 3 | 1 << 4;
        header[10] = (byte) 0xff;
        header[11] = (byte) 0xff;
        Arrays.fill(header, 12 + 65_535, 12 + 65_535 + 40_000, (byte) 'n');
        Arrays.fill(header, 12 + 65_535 + 40_001, header.length - 1, (byte) 'c');
        CRC32 crc = new CRC32();
        crc.update(header);
        byte[] sum = {(byte) crc.getValue(), (byte) (crc.getValue() >> 8)};
        byte[] rest = Arrays.copyOfRange(plain, 10, plain.length);

        assertThat(read(concat(header, sum, rest))).isEqualTo(disk);
        sum[0] ^= 1;
        assertThatExceptionOfType(ImageCorrupt.class).isThrownBy(() -> read(concat(header, sum, rest)));
    }

    @Test
    void refusesAZstdWindowAboveTheLimitAndSaysBothNumbers() {
        byte[] frame = ByteBuffer.allocate(4096)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0xfd2fb528)
                .put((byte) 0)
                .put((byte) ((28 - 10) << 3))
                .array();
        assertThatExceptionOfType(WindowTooLarge.class)
                .isThrownBy(() -> read(frame))
                .withMessageContaining("a window of 256 MiB, and 128 MiB is the most");
    }

    @Test
    void refusesAZstdDictionary() {
        byte[] frame = ByteBuffer.allocate(4096)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0xfd2fb528)
                .put((byte) 1)
                .put((byte) ((20 - 10) << 3))
                .put((byte) 7)
                .array();
        assertThatExceptionOfType(FormatUnsupported.class)
                .isThrownBy(() -> read(frame))
                .withMessageContaining("dictionary");
    }

    @Test
    void readsXzDictionariesOfUpTo128MiB() throws IOException {
        assertThat(read(xzWithDictionary(28))).isEqualTo(disk);
        assertThatExceptionOfType(WindowTooLarge.class)
                .isThrownBy(() -> read(xzWithDictionary(29)))
                .withMessageContaining("a dictionary of 192 MiB, and 128 MiB is the most");
    }

    /** @param bits the size as the header of a block encodes it: 28 is 128 MiB, 29 is 192 MiB */
    private byte[] xzWithDictionary(int bits) throws IOException {
        byte[] file = compressed(ImageFormat.XZ, disk);
        // The header of the first block: size, flags, filter 0x21, size of its properties, the dictionary's size.
        int header = 12;
        int length = (Byte.toUnsignedInt(file[header]) + 1) * 4;
        file[header + 4] = (byte) ((bits - 28) + 30);
        CRC32 crc = new CRC32();
        crc.update(file, header, length - 4);
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(header + length - 4, (int) crc.getValue());
        return file;
    }

    @Test
    void stopsAtADiskThatIsNothingButARatio() throws IOException {
        DiskCheck check = new DiskCheck(true, 1000, Long.MAX_VALUE);
        check.found(ImageFormat.ZSTD);
        byte[] zeros = new byte[1 << 20];
        for (long bytes = 0; bytes < 64L << 30; bytes += zeros.length) {
            check.chunk(zeros, zeros.length);
        }
        assertThatExceptionOfType(ImageTooLarge.class)
                .isThrownBy(() -> check.chunk(zeros, zeros.length))
                .withMessageContaining("The file has 1000 bytes");
    }

    private static byte[] read(byte[] file) throws IOException {
        return read(new ByteArrayInputStream(file), false, file.length);
    }

    private static byte[] read(InputStream file, boolean rawData) throws IOException {
        return read(file, rawData, BYTES);
    }

    private static byte[] read(InputStream file, boolean rawData, long fileBytes) throws IOException {
        DiskCheck check = new DiskCheck(rawData, fileBytes, Long.MAX_VALUE);
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        new ImageFile(file, _ -> {})
                .decodingFound(check::found, (chunk, plain, length) -> {
                    check.chunk(plain, length);
                    content.write(plain, 0, length);
                })
                .read();
        check.ends();
        return content.toByteArray();
    }

    private static byte[] disk() {
        byte[] disk = new byte[BYTES];
        // why not all of it: the encoder of xz needs seconds for this much noise.
        byte[] noise = new byte[1 << 20];
        new Random(3).nextBytes(noise);
        System.arraycopy(noise, 0, disk, 0, noise.length);
        System.arraycopy(noise, 0, disk, BYTES - noise.length, noise.length);
        disk[510] = 0x55;
        disk[511] = (byte) 0xaa;
        return disk;
    }

    private static byte[] gzip(byte[] content) throws IOException {
        return compressed(ImageFormat.GZIP, content);
    }

    private static byte[] compressed(ImageFormat format, byte[] content) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (OutputStream out = compressing(format, file)) {
            out.write(content);
        }
        return file.toByteArray();
    }

    private static OutputStream compressing(ImageFormat format, OutputStream file) throws IOException {
        return switch (format) {
            case ZSTD -> new ZstdOutputStream(file);
            case GZIP -> new GZIPOutputStream(file);
            case XZ -> new XZOutputStream(file, new LZMA2Options(0));
            case RAW, BZIP2 -> throw new IllegalArgumentException("Nothing here writes " + format);
        };
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            whole.writeBytes(part);
        }
        return whole.toByteArray();
    }

    /** A file that goes on with zeros for a gibibyte. */
    private static final class Endless extends InputStream {

        private final byte[] head;
        private long bytes;

        Endless(byte[] head) {
            this.head = head;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException("Read blocks");
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (bytes >= 1L << 30) {
                return -1;
            }
            Arrays.fill(into, offset, offset + length, (byte) 0);
            if (bytes == 0) {
                System.arraycopy(head, 0, into, offset, head.length);
            }
            bytes += length;
            return length;
        }
    }
}
