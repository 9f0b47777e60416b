package imprint.workers.gateway;

import imprint.workers.spool.FramePlace;
import io.netty.channel.FileRegion;
import io.netty.util.AbstractReferenceCounted;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;

/** A frame, or a part of one, on its way from the page cache to the socket. Unlike Netty's own region it leaves the file open. */
final class FrameRegion extends AbstractReferenceCounted implements FileRegion {

    private final FramePlace place;
    private long transferred;

    FrameRegion(FramePlace place) {
        this.place = place;
    }

    @Override
    public long position() {
        return place.offset();
    }

    @Override
    public long transferred() {
        return transferred;
    }

    @Override
    @Deprecated
    public long transfered() {
        return transferred;
    }

    @Override
    public long count() {
        return place.length();
    }

    @Override
    public long transferTo(WritableByteChannel target, long position) throws IOException {
        long left = place.length() - position;
        long written = left == 0 ? 0 : place.file().transferTo(place.offset() + position, left, target);
        transferred += written;
        return written;
    }

    @Override
    protected void deallocate() {
        // why nothing: the file belongs to the spool.
    }

    @Override
    public FileRegion retain() {
        super.retain();
        return this;
    }

    @Override
    public FileRegion retain(int increment) {
        super.retain(increment);
        return this;
    }

    @Override
    public FileRegion touch() {
        return this;
    }

    @Override
    public FileRegion touch(Object hint) {
        return this;
    }
}
