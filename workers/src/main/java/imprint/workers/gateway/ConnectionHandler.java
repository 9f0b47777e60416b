package imprint.workers.gateway;

import imprint.imaging.token.TransferToken;
import imprint.imaging.zstd.Frames;
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
import io.netty.util.concurrent.ScheduledFuture;
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

    // why so few: any network of devices is faster by far, and whoever is slower means to be.
    private static final int LEAST_BYTES = 40 << 10;
    private static final Duration LEAST_RATE_OVER = Duration.ofSeconds(10);

    // why: an answer needs no more of the gateway than its connection, and a slow one should take no other's place.
    private static final Duration PLACE_OF_AN_ANSWER = Duration.ofSeconds(5);
    private static final Duration LONGEST_ANSWER = Duration.ofMinutes(3);

    private final Gatekeeper gatekeeper;
    private final Connections connections;
    private final DeviceShares shares;
    private final Bodies bodies;
    private final Desks desks;
    private final Bandwidth up;
    private final Bandwidth down;

    private @Nullable Visit visit;
    private @Nullable Visit slow;
    private @Nullable ScheduledFuture<?> rate;
    private int arrived;
    private boolean known;
    private boolean heard;
    private boolean headBegun;
    private boolean waitedFor;
    private boolean serving;
    private boolean answering;
    private boolean paused;
    private boolean wasPaused;
    private boolean closing;
    private boolean refused;

    ConnectionHandler(
            Gatekeeper gatekeeper,
            Connections connections,
            DeviceShares shares,
            Bodies bodies,
            Desks desks,
            Bandwidth up,
            Bandwidth down) {
        this.gatekeeper = gatekeeper;
        this.connections = connections;
        this.shares = shares;
        this.bodies = bodies;
        this.desks = desks;
        this.up = up;
        this.down = down;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, HttpObject message) {
        heard = true;
        if (message instanceof HttpRequest head) {
            begin(ctx, head);
        }
        if (message instanceof HttpContent content && !refused) {
            Duration wait = up.reserve(content.content().readableBytes());
            if (visit != null) {
                take(ctx, visit, content);
            }
            pace(ctx, wait);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) throws Exception {
        // why: bytes have come, and made nothing yet.
        headBegun = !heard && visit == null;
        heard = false;
        super.channelReadComplete(ctx);
    }

    /** Reads on when the bytes that have come have had their time; while a request is served, nothing is read anyway. */
    private void pace(ChannelHandlerContext ctx, Duration wait) {
        if (!serving && !wait.isZero()) {
            paused = true;
            wasPaused = true;
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
    public void channelActive(ChannelHandlerContext ctx) throws Exception {
        connections.opened(ctx.channel());
        long period = LEAST_RATE_OVER.toMillis();
        rate = ctx.executor().scheduleAtFixedRate(() -> requireRate(ctx), period, period, TimeUnit.MILLISECONDS);
        super.channelActive(ctx);
    }

    /** Closes a connection whose body comes so slowly that somebody must mean it to. */
    private void requireRate(ChannelHandlerContext ctx) {
        boolean isAwaited = !known || headBegun;
        if (isAwaited && waitedFor) {
            // why: whoever sends a head byte by byte, or none that is good, is no device at work.
            ctx.close();
        }
        waitedFor = isAwaited;
        Visit arriving = serving ? null : visit;
        if (arriving != null && arriving == slow && arrived < LEAST_BYTES && !wasPaused) {
            ctx.close();
        }
        slow = arriving;
        arrived = 0;
        wasPaused = paused;
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        if (rate != null) {
            rate.cancel(false);
        }
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
        try {
            Route route = route(head);
            TransferToken token = gatekeeper.admit(route, head.headers().get(HttpHeaderNames.AUTHORIZATION));
            if (!known) {
                known = true;
                connections.admitted(ctx.channel(), token.deviceId());
            }
            int length = bodyLength(head, route);
            if (length > 0 && up.isLimited()) {
                // why: a body that finds no place at its end would have taken the time of one that does.
                desks.requirePlace();
            }
            visit = Visit.begin(
                    route,
                    token,
                    new CaptureDesk.Headers(
                            head.headers().get("Chunk-Digest"), head.headers().get("Frame-Digest")),
                    length,
                    shares,
                    bodies,
                    ctx.alloc(),
                    up.isLimited());
            if (HttpUtil.is100ContinueExpected(head)) {
                ctx.writeAndFlush(new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER));
            }
        } catch (Refusal e) {
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

    private void take(ChannelHandlerContext ctx, Visit from, HttpContent content) {
        int bytes = content.content().readableBytes();
        if (bytes > from.body().missing() || content.decoderResult().isFailure()) {
            finish();
            ctx.close();
            return;
        }
        arrived += bytes;
        try {
            from.body().add(content.content());
        } catch (Refusal e) {
            finish();
            // why not closed: what is left of the body is read and dropped, so that the sender sees the answer.
            closeIf(closing, Answers.write(ctx, e, closing));
            return;
        }
        if (content instanceof LastHttpContent) {
            serving = true;
            ctx.channel().config().setAutoRead(false);
            desks.serve(
                    from,
                    reply -> ctx.executor().execute(() -> answered(ctx, from, Answers.write(ctx, down, reply))),
                    refusal -> ctx.executor().execute(() -> answered(ctx, from, Answers.write(ctx, refusal, closing))));
        }
    }

    private void answered(ChannelHandlerContext ctx, Visit to, ChannelFuture written) {
        answering = true;
        if (!written.isDone()) {
            if (!down.isLimited()) {
                after(ctx, PLACE_OF_AN_ANSWER, written, () -> desks.leave(to));
            }
            after(ctx, LONGEST_ANSWER, written, ctx::close);
        }
        written.addListener(_ -> {
            serving = false;
            answering = false;
            // why: the end of a body has yet to have its time; who only asked need not wait for others' bodies.
            Duration wait = to.body().bytes().capacity() > 0 ? up.reserve(0) : Duration.ZERO;
            finish();
            if (wait.isZero()) {
                ctx.channel().config().setAutoRead(true);
            } else {
                pace(ctx, wait);
            }
        });
        closeIf(closing, written);
    }

    private static void after(ChannelHandlerContext ctx, Duration limit, ChannelFuture written, Runnable action) {
        var due = ctx.executor().schedule(action, limit.toMillis(), TimeUnit.MILLISECONDS);
        written.addListener(_ -> due.cancel(false));
    }

    private void finish() {
        if (visit != null) {
            desks.leave(visit);
            visit.end();
            visit = null;
        }
    }

    private static void closeIf(boolean close, ChannelFuture written) {
        if (close) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }
}
