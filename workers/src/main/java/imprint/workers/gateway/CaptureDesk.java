package imprint.workers.gateway;

import imprint.imaging.chunk.Digest;
import imprint.imaging.chunk.Zeros;
import imprint.imaging.token.TransferToken;
import imprint.imaging.zstd.FrameCorrupt;
import imprint.workers.image.ChunkCodec;
import imprint.workers.image.ChunkCodecs;
import imprint.workers.spool.Capture;
import imprint.workers.spool.CaptureRefused;
import imprint.workers.spool.Spool;
import imprint.workers.spool.SpoolFull;
import imprint.workers.spool.SpooledDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Takes in captured disks. What it acknowledges is durable. */
final class CaptureDesk {

    private final Spool spool;
    private final ChunkCodecs codecs;
    private final TransferListener listener;

    CaptureDesk(Spool spool, ChunkCodecs codecs, TransferListener listener) {
        this.spool = spool;
        this.codecs = codecs;
        this.listener = listener;
    }

    Reply serve(Route.OfCapture route, TransferToken token, Headers headers, ByteBuffer body)
            throws Refusal, IOException {
        try {
            Capture capture = spool.capture(token.operationId(), token.disk());
            return switch (route) {
                case Route.AskArrived _ -> Reply.Bytes.of(capture.disk().bitmap());
                case Route.PutChunk put -> put(capture, put.chunk(), headers, body);
                case Route.PutZeros _ -> zeros(capture, body);
                case Route.Complete _ -> complete(capture);
            };
        } catch (SpoolFull e) {
            throw Refusal.spoolFull();
        } catch (CaptureRefused e) {
            throw Refusal.conflict(String.valueOf(e.getMessage()));
        }
    }

    private Reply put(Capture capture, long chunk, Headers headers, ByteBuffer frame) throws Refusal, IOException {
        SpooledDisk disk = capture.disk();
        if (chunk >= disk.layout().chunks()) {
            throw Refusal.badRequest("The disk has no chunk " + chunk + ".");
        }
        if (!Digest.ofContent(frame).equals(digest(headers.frameDigest()))) {
            throw Refusal.corrupt("The frame has another digest than Frame-Digest says.");
        }
        Digest content = digest(headers.chunkDigest());
        try (ChunkCodec codec = codecs.borrow()) {
            ByteBuffer plain = codec.decompress(frame, disk.layout().length(chunk));
            if (!Digest.ofContent(plain).equals(content)) {
                throw Refusal.corrupt("The chunk has another digest than Chunk-Digest says.");
            }
            if (Zeros.isZero(plain)) {
                disk.appendZeros(chunk, 1);
            } else {
                disk.append(chunk, frame, content);
            }
        } catch (FrameCorrupt e) {
            throw Refusal.corrupt("The body is not one zstd frame of the chunk.");
        }
        listener.captureGrew(capture.operationId());
        return new Reply.NoContent();
    }

    private Reply zeros(Capture capture, ByteBuffer pairs) throws Refusal, IOException {
        if (pairs.remaining() % (2 * Long.BYTES) != 0) {
            throw Refusal.badRequest("The body is not a list of pairs of 64-bit numbers.");
        }
        while (pairs.hasRemaining()) {
            try {
                capture.disk().appendZeros(pairs.getLong(), pairs.getLong());
            } catch (IndexOutOfBoundsException e) {
                throw Refusal.badRequest("The disk does not have these chunks.");
            }
        }
        listener.captureGrew(capture.operationId());
        return new Reply.NoContent();
    }

    private Reply complete(Capture capture) throws Refusal, IOException {
        if (!capture.disk().isComplete()) {
            throw Refusal.incomplete(capture.disk().missing());
        }
        Digest manifest = capture.complete();
        listener.captureCompleted(capture, manifest);
        byte[] json = "{\"manifestDigest\":\"%s\"}".formatted(manifest).getBytes(StandardCharsets.UTF_8);
        return new Reply.Bytes("application/json", json);
    }

    private static Digest digest(@Nullable String hex) throws Refusal {
        try {
            if (hex != null) {
                return Digest.parse(hex);
            }
        } catch (IllegalArgumentException e) {
            // why: the sentence below says it.
        }
        throw Refusal.badRequest("Chunk-Digest and Frame-Digest are SHA-256 digests in hexadecimal digits.");
    }

    /** The headers that matter here. */
    record Headers(@Nullable String chunkDigest, @Nullable String frameDigest) {}
}
