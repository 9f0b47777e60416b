package imprint.workers.spool;

import imprint.imaging.manifest.ManifestFile;

/** An image in use: it is not evicted before this is closed. */
public final class ImageLease implements AutoCloseable {

    private final SpooledImage image;
    private final Runnable release;

    ImageLease(SpooledImage image, Runnable release) {
        this.image = image;
        this.release = release;
    }

    public SpooledDisk disk() {
        return image.disk();
    }

    public ManifestFile manifest() {
        return image.manifest();
    }

    @Override
    public void close() {
        release.run();
    }
}
