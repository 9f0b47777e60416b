package imprint.workers.gateway;

import static io.netty.handler.codec.http.HttpVersion.HTTP_1_1;

import imprint.workers.spool.FramePlace;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/** Writes answers to connections. */
final class Answers {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String PROBLEM = "application/problem+json";

    private Answers() {}

    /** @param bandwidth that frames share */
    static ChannelFuture write(ChannelHandlerContext ctx, Bandwidth bandwidth, Reply reply) {
        return switch (reply) {
            case Reply.NoContent _ ->
                ctx.writeAndFlush(
                        new DefaultFullHttpResponse(HTTP_1_1, HttpResponseStatus.NO_CONTENT, Unpooled.EMPTY_BUFFER));
            case Reply.Bytes(String type, byte[] content) ->
                ctx.writeAndFlush(full(HttpResponseStatus.OK, type, content));
            case Reply.Frame(FramePlace place, Runnable sent) -> {
                var head = new DefaultHttpResponse(HTTP_1_1, HttpResponseStatus.OK);
                describe(head.headers(), "application/octet-stream", place.length());
                ctx.write(head);
                yield FrameSending.start(ctx, bandwidth, place).addListener(_ -> sent.run());
            }
        };
    }

    /** RFC 9457. */
    static ChannelFuture write(ChannelHandlerContext ctx, Refusal refusal, boolean close) {
        Map<String, Object> problem = new TreeMap<>(Map.of(
                "type", "about:blank",
                "title", refusal.status().reasonPhrase(),
                "status", refusal.status().code(),
                "detail", refusal.sentence()));
        if (refusal.code() != null) {
            problem.put("code", refusal.code().name());
        }
        FullHttpResponse response = full(refusal.status(), PROBLEM, JSON.writeValueAsBytes(problem));
        if (refusal.retryAfter() != null) {
            response.headers()
                    .set(HttpHeaderNames.RETRY_AFTER, refusal.retryAfter().toSeconds());
        }
        if (refusal.status().equals(HttpResponseStatus.UNAUTHORIZED)) {
            response.headers().set(HttpHeaderNames.WWW_AUTHENTICATE, "Bearer");
        }
        HttpUtil.setKeepAlive(response, !close);
        return ctx.writeAndFlush(response);
    }

    private static FullHttpResponse full(HttpResponseStatus status, String type, byte[] content) {
        var response = new DefaultFullHttpResponse(HTTP_1_1, status, Unpooled.wrappedBuffer(content));
        describe(response.headers(), type, content.length);
        return response;
    }

    private static void describe(HttpHeaders headers, String type, long length) {
        headers.set(HttpHeaderNames.CONTENT_TYPE, type).set(HttpHeaderNames.CONTENT_LENGTH, length);
    }
}
