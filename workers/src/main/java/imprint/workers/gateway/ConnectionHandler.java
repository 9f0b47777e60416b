package imprint.workers.gateway;

import imprint.imaging.token.TransferToken;
import imprint.imaging.zstd.Frames;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.timeout.IdleStateEvent;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection: admits a request by its head, takes in its body, has it served, answers, and only then reads on. Who
 * sends faster than the disk can write is thus slowed down by TCP.
 */
final class ConnectionHandler extends SimpleChannelInboundHandler<HttpObject> {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionHandler.class);

    private static final Duration LINGER = Duration.ofSeconds(2);

    private final Gatekeeper gatekeeper;
    private final Desks desks;
    private final Bandwidth up;
    private final Bandwidth down;

    private Desks.@Nullable Admitted request;
    private ByteBuf body = Unpooled.EMPTY_BUFFER;
    private boolean serving;
    private boolean answering;
    private boolean paused;
    private boolean closing;
    private boolean refused;

    ConnectionHandler(Gatekeeper gatekeeper, Desks desks, Bandwidth up, Bandwidth down) {
        this.gatekeeper = gatekeeper;
        this.desks = desks;
        this.up = up;
        this.down = down;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, HttpObject message) {
        if (message instanceof HttpRequest head) {
            begin(ctx, head);
        }
        if (message instanceof HttpContent content && !refused) {
            Duration wait = up.reserve(content.content().readableBytes());
            if (request != null) {
                take(ctx, request, content);
            }
            pace(ctx, wait);
        }
    }

    /** Reads on when the bytes that have come have had their time; while a request is served, nothing is read anyway. */
    private void pace(ChannelHandlerContext ctx, Duration wait) {
        if (!serving && !wait.isZero()) {
            paused = true;
            ctx.channel().config().setAutoRead(false);
            ctx.executor().schedule(() -> readOn(ctx), wait.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void readOn(ChannelHandlerContext ctx) {
        paused = false;
        if (!serving && !refused) {
            ctx.channel().config().setAutoRead(true);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
        if (event instanceof IdleStateEvent idle && isGivenUp(idle)) {
            ctx.close();
        }
        super.userEventTriggered(ctx, event);
    }

    /** Who waits for an answer may be silent; who is being sent one must go on taking it. */
    private boolean isGivenUp(IdleStateEvent idle) {
        // why not at the first: only from then on is it known what has been taken since.
        return answering ? !idle.isFirst() : !serving && !paused;
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        if (!serving) {
            finish();
        }
        super.channelInactive(ctx);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.debug("A connection broke", cause);
        ctx.close();
    }

    private void begin(ChannelHandlerContext ctx, HttpRequest head) {
        closing = !HttpUtil.isKeepAlive(head);
        boolean entered = false;
        try {
            Route route = route(head);
            TransferToken token = gatekeeper.admit(route, head.headers().get(HttpHeaderNames.AUTHORIZATION));
            int length = bodyLength(head, route);
            desks.enter();
            entered = true;
            body = length == 0 ? Unpooled.EMPTY_BUFFER : ctx.alloc().directBuffer(length, length);
            request = new Desks.Admitted(
                    route,
                    token,
                    new CaptureDesk.Headers(
                            head.headers().get("Chunk-Digest"), head.headers().get("Frame-Digest")));
            if (HttpUtil.is100ContinueExpected(head)) {
                ctx.writeAndFlush(new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER));
            }
        } catch (Refusal e) {
            if (entered) {
                desks.leave();
            }
            refuseUnread(ctx, head, e);
        }
    }

    private static Route route(HttpRequest head) throws Refusal {
        if (head.decoderResult().isFailure()) {
            throw Refusal.badRequest("This is no HTTP request.");
        }
        return Route.of(head.method().name(), head.uri()).orElseThrow(Refusal::notFound);
    }

    private static int bodyLength(HttpRequest head, Route route) throws Refusal {
        if (HttpUtil.isTransferEncodingChunked(head)) {
            throw Refusal.badRequest("The length of the body must be said before: use Content-Length.");
        }
        long length = HttpUtil.getContentLength(head, 0L);
        if (length > route.maxBody()) {
            throw Refusal.tooLarge(route.maxBody());
        }
        return (int) length;
    }

    private void refuseUnread(ChannelHandlerContext ctx, HttpRequest head, Refusal refusal) {
        if (up.isLimited() && HttpUtil.getContentLength(head, 0L) > 0) {
            // why: a body that is dropped would take the time of one that is wanted. Not closed at once, so that the
            // answer arrives: what comes for a closed connection makes its sender forget what it has received.
            refused = true;
            ctx.channel().config().setAutoRead(false);
            Answers.write(ctx, refusal, true);
            ctx.executor().schedule(() -> ctx.close(), LINGER.toNanos(), TimeUnit.NANOSECONDS);
            return;
        }
        // why: a body of known and decent length is read and dropped, so that the sender sees the answer.
        boolean close = closing
                || head.decoderResult().isFailure()
                || HttpUtil.isTransferEncodingChunked(head)
                || HttpUtil.getContentLength(head, 0L) > Route.MAX_ZEROS_BYTES + Frames.MAX_BYTES;
        closeIf(close, Answers.write(ctx, refusal, close));
    }

    private void take(ChannelHandlerContext ctx, Desks.Admitted admitted, HttpContent content) {
        if (content.content().readableBytes() > body.maxWritableBytes()
                || content.decoderResult().isFailure()) {
            finish();
            ctx.close();
            return;
        }
        body.writeBytes(content.content());
        if (content instanceof LastHttpContent) {
            serving = true;
            ctx.channel().config().setAutoRead(false);
            desks.serve(
                    admitted,
                    body,
                    reply -> ctx.executor().execute(() -> answered(ctx, Answers.write(ctx, down, reply))),
                    refusal -> ctx.executor().execute(() -> answered(ctx, Answers.write(ctx, refusal, closing))));
        }
    }

    private void answered(ChannelHandlerContext ctx, ChannelFuture written) {
        answering = true;
        written.addListener(_ -> {
            serving = false;
            answering = false;
            // why: the end of a body has yet to have its time; who only asked need not wait for others' bodies.
            Duration wait = body.capacity() > 0 ? up.reserve(0) : Duration.ZERO;
            finish();
            if (wait.isZero()) {
                ctx.channel().config().setAutoRead(true);
            } else {
                pace(ctx, wait);
            }
        });
        closeIf(closing, written);
    }

    private void finish() {
        if (request != null) {
            request = null;
            body.release();
            body = Unpooled.EMPTY_BUFFER;
            desks.leave();
        }
    }

    private static void closeIf(boolean close, ChannelFuture written) {
        if (close) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }
}
