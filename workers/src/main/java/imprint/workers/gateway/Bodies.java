package imprint.workers.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.util.concurrent.atomic.AtomicLong;

/** The memory for the bodies of requests: so much in all, and for each no more than what has come of it justifies. */
final class Bodies {

    // why in a few steps: each copies what there is, and all together a seventh of a chunk.
    private static final int FIRST_BYTES = 8 << 10;
    private static final int GROWTH = 8;

    private final long limit;
    private final AtomicLong taken = new AtomicLong();

    /** @param limit of the bytes of all bodies together */
    Bodies(long limit) {
        this.limit = limit;
    }

    /**
     * Begins a body.
     *
     * @param atOnce whether it has the memory for all of it from the beginning
     * @throws Refusal when there is no memory for it now
     */
    Body begin(ByteBufAllocator memory, int length, boolean atOnce) throws Refusal {
        return new Body(memory, length, atOnce ? length : Math.min(FIRST_BYTES, length));
    }

    private void take(int bytes) throws Refusal {
        if (taken.addAndGet(bytes) > limit) {
            taken.addAndGet(-bytes);
            throw Refusal.busy();
        }
    }

    /** A body that arrives. For one thread at a time. */
    final class Body {

        private final int length;
        private ByteBuf bytes = Unpooled.EMPTY_BUFFER;

        private Body(ByteBufAllocator memory, int length, int first) throws Refusal {
            this.length = length;
            if (length > 0) {
                take(first);
                try {
                    bytes = memory.directBuffer(first, length);
                } catch (OutOfMemoryError e) {
                    taken.addAndGet(-first);
                    throw Refusal.busy();
                }
            }
        }

        /** How many of its bytes have yet to come. */
        int missing() {
            return length - bytes.writerIndex();
        }

        /** @throws Refusal when there is no memory for it now */
        void add(ByteBuf part) throws Refusal {
            if (part.readableBytes() > bytes.writableBytes()) {
                grow(bytes.writerIndex() + part.readableBytes());
            }
            bytes.writeBytes(part);
        }

        ByteBuf bytes() {
            return bytes;
        }

        void release() {
            int capacity = bytes.capacity();
            bytes.release();
            bytes = Unpooled.EMPTY_BUFFER;
            taken.addAndGet(-capacity);
        }

        private void grow(int least) throws Refusal {
            int before = bytes.capacity();
            int after = (int) Math.min(length, Math.max(least, (long) before * GROWTH));
            take(after - before);
            try {
                bytes.capacity(after);
            } catch (OutOfMemoryError e) {
                taken.addAndGet(before - after);
                throw Refusal.busy();
            }
        }
    }
}
