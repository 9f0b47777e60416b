package imprint.workers.gateway;

import imprint.imaging.token.TokenVerifier;
import imprint.imaging.zstd.Frames;
import imprint.workers.image.ChunkCodecs;
import imprint.workers.spool.Spool;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** The HTTP server of a site's data plane. */
public final class ImageGateway implements AutoCloseable {

    private static final int MAX_LINE = 4096;
    private static final int MAX_HEADERS = 16 << 10;
    private static final int READ_BYTES = 256 << 10;

    private final GatewaySettings settings;
    private final Gatekeeper gatekeeper;
    private final Connections connections;
    private final DeviceShares shares = new DeviceShares();
    private final Bodies bodies;
    private final Desks desks;
    private final Bandwidth up;
    private final Bandwidth down;
    private final EventLoopGroup loops = new NioEventLoopGroup(0, new DefaultThreadFactory("gateway"));
    private final Channel channel;

    private ImageGateway(
            GatewaySettings settings,
            TokenVerifier verifier,
            Spool spool,
            ChunkCodecs codecs,
            TransferListener listener) {
        this.settings = settings;
        this.gatekeeper = new Gatekeeper(settings.name(), verifier);
        this.desks = new Desks(
                new CaptureDesk(spool, codecs, listener),
                new ImageDesk(spool, listener),
                new TransferCheck(listener),
                settings.maxInFlight());
        this.connections = new Connections(settings.maxConnections());
        this.bodies = new Bodies((long) settings.maxInFlight() * Frames.MAX_BYTES);
        this.up = new Bandwidth(settings.bytesPerSecond(), System::nanoTime);
        this.down = new Bandwidth(settings.bytesPerSecond(), System::nanoTime);
        this.channel = listen();
    }

    /** Listens from now on. */
    public static ImageGateway start(
            GatewaySettings settings,
            TokenVerifier verifier,
            Spool spool,
            ChunkCodecs codecs,
            TransferListener listener) {
        return new ImageGateway(settings, verifier, spool, codecs, listener);
    }

    /** The address at which it listens, with the port that it took. */
    public InetSocketAddress address() {
        return (InetSocketAddress) channel.localAddress();
    }

    /** Takes no more connections, and returns when the requests in hand are answered or their clients gone. */
    @Override
    public void close() {
        channel.close().awaitUninterruptibly();
        desks.close();
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private Channel listen() {
        try {
            return new ServerBootstrap()
                    .group(loops)
                    .channel(NioServerSocketChannel.class)
                    .childOption(ChannelOption.TCP_NODELAY, true)
                    .childOption(
                            ChannelOption.RCVBUF_ALLOCATOR,
                            new AdaptiveRecvByteBufAllocator(1024, READ_BYTES / 4, READ_BYTES))
                    .childHandler(new ChannelInitializer<SocketChannel>() {
                        @Override
                        protected void initChannel(SocketChannel connection) {
                            connect(connection);
                        }
                    })
                    .bind(settings.address())
                    .syncUninterruptibly()
                    .channel();
        } catch (RuntimeException e) {
            close(loops, desks);
            throw e;
        }
    }

    private void connect(SocketChannel connection) {
        connection
                .pipeline()
                .addLast(new IdleStateHandler(true, 0, 0, settings.idle().toMillis(), TimeUnit.MILLISECONDS))
                .addLast(new HttpServerCodec(MAX_LINE, MAX_HEADERS, READ_BYTES))
                .addLast(new FlowControlHandler())
                .addLast(new ConnectionHandler(gatekeeper, connections, shares, bodies, desks, up, down));
    }

    private static void close(EventLoopGroup loops, Desks desks) {
        loops.shutdownGracefully();
        desks.close();
    }
}
