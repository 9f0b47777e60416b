package imprint.workers.image;

/** The file is to be checked by a digest that nobody has kept. */
public final class ChecksumMissing extends ImageException {

    public ChecksumMissing(DigestKind kind) {
        super(
                "The inventory has no %1$s of the image file, by which it is to be checked: remove the image, and add it again with its %1$s."
                        .formatted(kind.algorithm()),
                null);
    }
}
