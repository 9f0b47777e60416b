package imprint.workers.site;

import imprint.workers.image.ByteProgress;
import imprint.workers.image.FileDigest;
import imprint.workers.image.ImageFile;
import imprint.workers.storage.ImageStores;
import java.io.IOException;
import java.io.InputStream;

/** The image file of an order, as it lies at its location. */
record OrderedFile(TransferOrder order, ImageStores stores, StepProgress progress) {

    /**
     * Reads the file from its first byte to its last, and compares it with the digests that were ordered.
     *
     * @param size of the file, in bytes
     * @param reading what is to be done with the bytes besides
     * @throws imprint.workers.image.ChecksumMismatch when the file has not the digests that were ordered
     */
    void read(long size, Reading reading) throws IOException {
        ByteProgress at = bytes -> progress.at(bytes, size, bytes);
        try (InputStream in = stores.read(order.location(), order.file().file(), at)) {
            ImageFile bytes = new ImageFile(in, at)
                    .digesting(
                            order.fileDigests().stream().map(FileDigest::kind).toList());
            reading.prepare(bytes);
            bytes.read().digests().require(order.fileDigests());
        }
    }

    /** What is to be done with the bytes of the file. */
    @FunctionalInterface
    interface Reading {
        void prepare(ImageFile bytes);
    }
}
