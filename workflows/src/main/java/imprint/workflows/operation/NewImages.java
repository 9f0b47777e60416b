package imprint.workflows.operation;

import imprint.imaging.image.ImageFileName;
import imprint.imaging.image.ImageFormat;
import java.util.Objects;

/** What an operation that makes an image says of it. */
public final class NewImages {

    private NewImages() {}

    public static NewImage of(Operation operation) {
        return new NewImage(
                Objects.requireNonNull(operation.name()),
                Objects.requireNonNullElse(operation.description(), ""),
                ImageFileName.ofAny(Objects.requireNonNull(operation.fileName())),
                Objects.requireNonNull(operation.locationId()),
                operation.traits());
    }

    /** What a file of that ending needs at the very least; a compressed one may turn out to need next to nothing. */
    public static long leastBytes(String fileName, long diskBytes) {
        return ImageFileName.of(fileName).format() == ImageFormat.RAW ? diskBytes : 0;
    }
}
