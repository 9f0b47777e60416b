package imprint.imaging;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowingConsumer;

/** What bytes may have become by the time they are read: the same on every run. */
public final class Hostile {

    private Hostile() {}

    /** Every truncation of short bytes, a thousand of long ones. */
    public static void eachTruncation(byte[] whole, ThrowingConsumer<byte[]> test) {
        int step = Math.max(1, whole.length / 1000);
        IntStream.iterate(0, length -> length < whole.length, length -> length + step)
                .mapToObj(length -> Arrays.copyOf(whole, length))
                .forEach(test);
    }

    /** Two thousand copies, each with one bit flipped. */
    public static void eachBitFlip(byte[] whole, ThrowingConsumer<byte[]> test) {
        new Random(1)
                .ints(2000, 0, whole.length * 8)
                .mapToObj(bit -> flip(whole, bit))
                .forEach(test);
    }

    /** Two thousand times nonsense. */
    public static void eachGarbage(int maxLength, ThrowingConsumer<byte[]> test) {
        Random random = new Random(2);
        random.ints(2000, 1, maxLength + 1).mapToObj(byte[]::new).forEach(garbage -> {
            random.nextBytes(garbage);
            test.accept(garbage);
        });
    }

    private static byte[] flip(byte[] whole, int bit) {
        byte[] flipped = whole.clone();
        flipped[bit / 8] ^= (byte) (1 << bit % 8);
        return flipped;
    }
}
