package imprint.imaging.token;

import imprint.imaging.chunk.Digest;
import imprint.imaging.chunk.DiskLayout;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * The right of one attempt to send or fetch one image at one gateway.
 *
 * @param attempt of the operation's command, from 1
 * @param gateway the only one that accepts the token, by its name
 * @param object {@code capture:OPERATION:BYTES} for a capture, {@code image:DIGEST} for a fetch
 * @param expiresAt in whole seconds
 */
public record TransferToken(
        UUID operationId,
        int attempt,
        UUID deviceId,
        String gateway,
        Direction direction,
        String object,
        Instant expiresAt) {

    /** @throws IllegalArgumentException when direction and object contradict each other */
    public TransferToken {
        expiresAt = expiresAt.truncatedTo(ChronoUnit.SECONDS);
        boolean fits = switch (direction) {
            case CAPTURE -> object.equals(captureOf(operationId, diskBytes(object)));
            case FETCH -> object.equals(imageOf(digest(object)));
        };
        if (!fits) {
            throw new IllegalArgumentException("Not an object to %s: %s".formatted(direction, object));
        }
    }

    /** The object of a capture of a disk of {@code diskBytes} bytes. */
    public static String captureOf(UUID operationId, long diskBytes) {
        return "capture:%s:%s".formatted(operationId, diskBytes);
    }

    /** The object of a fetch of the image with this manifest. */
    public static String imageOf(Digest manifestDigest) {
        return "image:" + manifestDigest;
    }

    /**
     * The disk to be captured.
     *
     * @throws IllegalStateException when the token is not for a capture
     */
    public DiskLayout disk() {
        require(Direction.CAPTURE);
        return new DiskLayout(diskBytes(object));
    }

    /**
     * The manifest of the image to be fetched.
     *
     * @throws IllegalStateException when the token is not for a fetch
     */
    public Digest manifestDigest() {
        require(Direction.FETCH);
        return digest(object);
    }

    private void require(Direction needed) {
        if (direction != needed) {
            throw new IllegalStateException("The token is for a " + direction);
        }
    }

    private static long diskBytes(String object) {
        return new DiskLayout(Long.parseLong(object.substring(object.lastIndexOf(':') + 1))).bytes();
    }

    private static Digest digest(String object) {
        return Digest.parse(object.substring(object.lastIndexOf(':') + 1));
    }
}
