package imprint.workers.gateway;

import imprint.imaging.chunk.Digest;
import imprint.imaging.zstd.Frames;
import java.util.Optional;
import java.util.UUID;

/** What a request is for, as its method and path say. */
sealed interface Route {

    /** The longest list of zero chunks that one request may hold: 65,536 pairs. */
    int MAX_ZEROS_BYTES = 1 << 20;

    /** The bytes that the request's body may have. */
    default int maxBody() {
        return 0;
    }

    /** Of a disk that is captured. */
    sealed interface OfCapture extends Route {
        UUID operationId();
    }

    /** Of an image that is fetched. */
    sealed interface OfImage extends Route {
        Digest manifestDigest();
    }

    record AskArrived(UUID operationId) implements OfCapture {}

    record PutChunk(UUID operationId, long chunk) implements OfCapture {

        @Override
        public int maxBody() {
            return Frames.MAX_BYTES;
        }
    }

    record PutZeros(UUID operationId) implements OfCapture {

        @Override
        public int maxBody() {
            return MAX_ZEROS_BYTES;
        }
    }

    record Complete(UUID operationId) implements OfCapture {}

    record GetManifest(Digest manifestDigest) implements OfImage {}

    record GetPage(Digest manifestDigest, long page) implements OfImage {}

    record GetChunk(Digest manifestDigest, long chunk) implements OfImage {}

    /** The route of a request; empty when there is none. */
    static Optional<Route> of(String method, String path) {
        try {
            return Optional.ofNullable(
                    switch (path.split("/", -1)) {
                        case String[] p
                        when matches(p, "captures", "*", "chunks") && method.equals("GET") ->
                            new AskArrived(UUID.fromString(p[2]));
                        case String[] p
                        when matches(p, "captures", "*", "chunks", "*") && method.equals("PUT") ->
                            new PutChunk(UUID.fromString(p[2]), number(p[4]));
                        case String[] p
                        when matches(p, "captures", "*", "zeros") && method.equals("PUT") ->
                            new PutZeros(UUID.fromString(p[2]));
                        case String[] p
                        when matches(p, "captures", "*", "complete") && method.equals("POST") ->
                            new Complete(UUID.fromString(p[2]));
                        case String[] p
                        when matches(p, "images", "*", "manifest") && method.equals("GET") ->
                            new GetManifest(Digest.parse(p[2]));
                        case String[] p
                        when matches(p, "images", "*", "manifest", "pages", "*") && method.equals("GET") ->
                            new GetPage(Digest.parse(p[2]), number(p[5]));
                        case String[] p
                        when matches(p, "images", "*", "chunks", "*") && method.equals("GET") ->
                            new GetChunk(Digest.parse(p[2]), number(p[4]));
                        default -> null;
                    });
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean matches(String[] segments, String... pattern) {
        if (segments.length != pattern.length + 1 || !segments[0].isEmpty()) {
            return false;
        }
        for (int i = 0; i < pattern.length; i++) {
            if (!pattern[i].equals("*") && !pattern[i].equals(segments[i + 1])) {
                return false;
            }
        }
        return true;
    }

    private static long number(String digits) {
        if (digits.isEmpty() || !digits.chars().allMatch(Character::isDigit)) {
            throw new IllegalArgumentException("Not a number");
        }
        return Long.parseLong(digits);
    }
}
