package imprint.workers.site;

import imprint.imaging.zstd.SeekableWriter;
import imprint.workers.image.ChunkCodec;
import imprint.workers.image.ChunkCodecs;
import imprint.workers.spool.SpooledDisk;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/** Writes the chunks of a disk in their order as an image file of one format; the same chunks give the same bytes. */
interface ChunkEncoder {

    /** The chunk has arrived. */
    void encode(SpooledDisk disk, long chunk) throws IOException;

    /** Writes what stands at the end of the file. */
    void finish() throws IOException;

    /** The frames as they came, and the seek table. */
    record Zstd(SeekableWriter out) implements ChunkEncoder {

        @Override
        public void encode(SpooledDisk disk, long chunk) throws IOException {
            int length = disk.layout().length(chunk);
            if (disk.isZero(chunk)) {
                out.appendZeros(length);
            } else {
                out.append(disk.place(chunk).read(), length);
            }
        }

        @Override
        public void finish() throws IOException {
            out.finish();
        }
    }

    /** The disk byte for byte. */
    record Raw(OutputStream out, ChunkCodecs codecs) implements ChunkEncoder {

        @Override
        public void encode(SpooledDisk disk, long chunk) throws IOException {
            int length = disk.layout().length(chunk);
            if (disk.isZero(chunk)) {
                out.write(new byte[length]);
                return;
            }
            try (ChunkCodec codec = codecs.borrow()) {
                out.write(codec.decompress(disk.place(chunk).read(), length).array(), 0, length);
            }
        }

        @Override
        public void finish() {}
    }

    /** A gzip member a chunk (RFC 1952, 2.2): readers put them together. A disk without a chunk is one that is empty. */
    record Gzip(OutputStream out, ChunkCodecs codecs, boolean isEmpty) implements ChunkEncoder {

        @Override
        public void encode(SpooledDisk disk, long chunk) throws IOException {
            Member member = new Member(out);
            new Raw(member, codecs).encode(disk, chunk);
            member.finish();
        }

        @Override
        public void finish() throws IOException {
            if (isEmpty) {
                new Member(out).finish();
            }
        }

        private static final class Member extends GZIPOutputStream {

            Member(OutputStream out) throws IOException {
                super(out, 64 << 10);
                // why: the network is faster than a better compression would be.
                def.setLevel(1);
            }

            @Override
            public void finish() throws IOException {
                super.finish();
                def.end();
            }
        }
    }
}
