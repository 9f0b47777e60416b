package imprint.imaging.zstd;

import static imprint.imaging.zstd.SeekTableFormat.ENTRY_BYTES;
import static imprint.imaging.zstd.SeekTableFormat.FOOTER_BYTES;
import static imprint.imaging.zstd.SeekTableFormat.HEADER_BYTES;
import static imprint.imaging.zstd.SeekTableFormat.SEEKABLE_MAGIC;
import static imprint.imaging.zstd.SeekTableFormat.SKIPPABLE_MAGIC;

import imprint.imaging.chunk.DiskLayout;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.util.Arrays;

/** Writes an image in the zstd seekable format: the frames in the order of the chunks, then the seek table. */
public final class SeekableWriter implements Closeable {

    private final OutputStream out;
    private final WritableByteChannel channel;
    private DiskLayout layout = DiskLayout.EMPTY;
    private long[] offsets = new long[1024];

    /** @param out closed with this writer */
    public SeekableWriter(OutputStream out) {
        this.out = out;
        this.channel = Channels.newChannel(out);
    }

    /**
     * Appends the next chunk.
     *
     * @param frame one whole frame, heap or direct, whose position stays
     * @param plainLength of the chunk in bytes; only the last may be shorter than the others
     */
    public void append(ByteBuffer frame, int plainLength) throws IOException {
        if (!frame.hasRemaining() || frame.remaining() > Frames.MAX_BYTES) {
            throw new IllegalArgumentException("A frame cannot have %s bytes".formatted(frame.remaining()));
        }
        int index = (int) layout.chunks();
        layout = layout.plus(plainLength);
        if (index + 1 == offsets.length) {
            offsets = Arrays.copyOf(offsets, offsets.length * 2);
        }
        offsets[index + 1] = offsets[index] + frame.remaining();
        write(frame);
    }

    /** Appends the next chunk, which holds nothing but zeros. */
    public void appendZeros(int plainLength) throws IOException {
        append(Frames.zeros(plainLength), plainLength);
    }

    /** Writes the seek table; without it the file is a zstd file of which no chunk can be found alone. */
    public SeekTable finish() throws IOException {
        SeekTable table = new SeekTable(layout, Arrays.copyOf(offsets, (int) layout.chunks() + 1));
        var buffered = new BufferedOutputStream(out, 1 << 16);
        writeTable(table, buffered);
        buffered.flush();
        return table;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private void write(ByteBuffer frame) throws IOException {
        if (frame.hasArray()) {
            out.write(frame.array(), frame.arrayOffset() + frame.position(), frame.remaining());
        } else {
            for (ByteBuffer rest = frame.duplicate(); rest.hasRemaining(); ) {
                channel.write(rest);
            }
        }
    }

    private static void writeTable(SeekTable table, OutputStream out) throws IOException {
        int frames = (int) table.frames();
        ByteBuffer part = ByteBuffer.allocate(FOOTER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        part.putInt(SKIPPABLE_MAGIC).putInt(frames * ENTRY_BYTES + FOOTER_BYTES);
        out.write(part.array(), 0, HEADER_BYTES);
        for (int frame = 0; frame < frames; frame++) {
            part.clear().putInt(table.length(frame)).putInt(table.layout().length(frame));
            out.write(part.array(), 0, ENTRY_BYTES);
        }
        byte withoutChecksums = 0;
        part.clear().putInt(frames).put(withoutChecksums).putInt(SEEKABLE_MAGIC);
        out.write(part.array(), 0, FOOTER_BYTES);
    }
}
