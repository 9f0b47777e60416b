package imprint.benchmarks;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A device's one connection, kept alive, over which it asks one thing at a time. All of it runs on one event loop. */
final class Line {

    private static final int LARGEST_ANSWER = 64 << 10;
    private static final int CONNECT_MILLIS = 10_000;

    private final Bootstrap bootstrap;
    private final InetSocketAddress server;
    private @Nullable Channel channel;
    private @Nullable CompletableFuture<Answer> asked;

    /** @param from an address of its own, so that many devices have ports enough */
    Line(EventLoopGroup loops, InetSocketAddress server, SocketAddress from) {
        this.server = server;
        this.bootstrap = new Bootstrap()
                .group(loops.next())
                .channel(NioSocketChannel.class)
                .localAddress(from)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .option(ChannelOption.SO_REUSEADDR, true)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel opened) {
                        opened.pipeline()
                                .addLast(
                                        new HttpClientCodec(), new HttpObjectAggregator(LARGEST_ANSWER), new Inbound());
                    }
                });
    }

    record Answer(int status, byte[] body, int retryAfterSeconds) {}

    /** Runs on the line's event loop, after the delay. */
    void after(Duration delay, Runnable work) {
        bootstrap.config().group().schedule(work, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Fails with an {@link IOException} when there is no answer. */
    CompletableFuture<Answer> post(String path, byte[] body, @Nullable String credential, Duration patience) {
        var answer = new CompletableFuture<Answer>();
        asked = answer;
        var open = channel;
        if (open != null && open.isActive()) {
            send(open, path, body, credential);
        } else {
            bootstrap.connect(server).addListener((ChannelFutureListener) connecting -> {
                if (connecting.isSuccess()) {
                    channel = connecting.channel();
                    send(connecting.channel(), path, body, credential);
                } else {
                    lost(connecting.cause().toString());
                }
            });
        }
        var impatience =
                bootstrap.config().group().schedule(() -> giveUp(answer), patience.toMillis(), TimeUnit.MILLISECONDS);
        answer.whenComplete((_, _) -> impatience.cancel(false));
        return answer;
    }

    private void send(Channel to, String path, byte[] body, @Nullable String credential) {
        var request =
                new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, path, Unpooled.wrappedBuffer(body));
        request.headers()
                .set(HttpHeaderNames.HOST, server.getHostString() + ":" + server.getPort())
                .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON)
                .set(HttpHeaderNames.CONTENT_LENGTH, body.length);
        if (credential != null) {
            request.headers().set(HttpHeaderNames.AUTHORIZATION, "Bearer " + credential);
        }
        to.writeAndFlush(request).addListener((ChannelFutureListener) writing -> {
            if (!writing.isSuccess()) {
                lost(writing.cause().toString());
            }
        });
    }

    private void giveUp(CompletableFuture<Answer> on) {
        if (asked == on) {
            if (channel != null) {
                channel.close();
            }
            lost("no answer in time");
        }
    }

    private void lost(String why) {
        var waiting = asked;
        asked = null;
        if (waiting != null) {
            waiting.completeExceptionally(new IOException(why));
        }
    }

    private final class Inbound extends SimpleChannelInboundHandler<FullHttpResponse> {

        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
            if (!HttpUtil.isKeepAlive(response)) {
                context.close();
                channel = null;
            }
            var waiting = asked;
            asked = null;
            if (waiting != null) {
                waiting.complete(new Answer(
                        response.status().code(),
                        ByteBufUtil.getBytes(response.content()),
                        response.headers().getInt(HttpHeaderNames.RETRY_AFTER, 0)));
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            if (context.channel() == channel) {
                channel = null;
                lost("the connection was closed");
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }
}
