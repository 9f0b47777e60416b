package imprint.workers.image;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import imprint.imaging.image.ImageFormat;
import org.junit.jupiter.api.Test;

/** How large a disk may be for the file that it lies in; what it may hold is shown by {@link ImageFileTest}. */
class DiskCheckTest {

    private static final long GIB = 1L << 30;

    private final byte[] chunk = new byte[4 << 20];

    private void read(DiskCheck check, long bytes) throws ImageException {
        check.found(ImageFormat.BZIP2);
        for (long at = 0; at < bytes; at += chunk.length) {
            check.chunk(chunk, chunk.length);
        }
    }

    @Test
    void stopsAtADiskThatIsNothingButAFewBytesToldOverAndOver() {
        var check = new DiskCheck(true, 600_000, Long.MAX_VALUE);
        assertThatExceptionOfType(ImageTooLarge.class)
                .isThrownBy(() -> read(check, 65 * GIB))
                .withMessageContaining("The file has 600000 bytes");
    }

    @Test
    void takesALargeDiskWhoseFileIsNotThatSmall() {
        var check = new DiskCheck(true, 700_000, Long.MAX_VALUE);
        assertThatCode(() -> read(check, 65 * GIB)).doesNotThrowAnyException();
    }

    @Test
    void asksNotHowSmallTheFileOfAnOrdinaryDiskIs() {
        var check = new DiskCheck(true, 1, Long.MAX_VALUE);
        assertThatCode(() -> read(check, 64 * GIB)).doesNotThrowAnyException();
    }
}
