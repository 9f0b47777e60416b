package imprint.workers.gateway;

import imprint.workers.spool.FramePlace;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A frame being sent as the body of an answer, step by step as the bandwidth allows. On the connection's thread. */
final class FrameSending {

    private final ChannelHandlerContext ctx;
    private final Bandwidth bandwidth;
    private final FramePlace frame;
    private final ChannelPromise whole;
    private int sent;

    private FrameSending(ChannelHandlerContext ctx, Bandwidth bandwidth, FramePlace frame) {
        this.ctx = ctx;
        this.bandwidth = bandwidth;
        this.frame = frame;
        this.whole = ctx.newPromise();
    }

    /** @return done when the last byte is, or when the connection has ended before */
    static ChannelFuture start(ChannelHandlerContext ctx, Bandwidth bandwidth, FramePlace frame) {
        var sending = new FrameSending(ctx, bandwidth, frame);
        sending.next();
        return sending.whole;
    }

    private void next() {
        int length = bandwidth.step(frame.length() - sent);
        Duration wait = bandwidth.reserve(length);
        if (wait.isZero()) {
            send(length);
        } else {
            ctx.executor().schedule(() -> send(length), wait.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void send(int length) {
        var step = new FramePlace(frame.file(), frame.offset() + sent, length);
        sent += length;
        if (sent == frame.length()) {
            ctx.write(new FrameRegion(step));
            ctx.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT, whole);
            return;
        }
        ctx.writeAndFlush(new FrameRegion(step)).addListener(written -> {
            if (written.isSuccess()) {
                next();
            } else {
                whole.setFailure(written.cause());
            }
        });
    }
}
