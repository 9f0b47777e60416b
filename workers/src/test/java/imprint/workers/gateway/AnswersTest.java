package imprint.workers.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.FullHttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Devices tell by these answers whether to give up, to send again, or to come back later. */
class AnswersTest {

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(Refusal.unauthorized("No."), 401, "TRANSFER_REFUSED", null),
                Arguments.of(Refusal.forbidden("No."), 403, "TRANSFER_REFUSED", null),
                Arguments.of(Refusal.conflict("No."), 409, "TRANSFER_REFUSED", null),
                Arguments.of(Refusal.badRequest("No."), 400, "TRANSFER_REFUSED", null),
                Arguments.of(Refusal.tooLarge(5), 413, "TRANSFER_REFUSED", null),
                Arguments.of(Refusal.corrupt("No."), 422, "CHUNK_CORRUPT", null),
                Arguments.of(Refusal.notFound(), 404, null, null),
                Arguments.of(Refusal.incomplete(3), 409, null, null),
                Arguments.of(Refusal.failed(), 500, null, null),
                Arguments.of(Refusal.busy(), 503, null, "1"),
                Arguments.of(Refusal.spoolFull(), 503, "SPOOL_FULL", "10"),
                Arguments.of(Refusal.notStagedYet(), 503, "NOT_STAGED_YET", "1"),
                Arguments.of(Refusal.notStagedSoon("No."), 503, "NOT_STAGED_YET", "10"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void saysWhatADeviceIsToDo(Refusal refusal, int status, @Nullable String code, @Nullable String seconds) {
        FullHttpResponse answer = answer(refusal, false);
        var problem = JsonMapper.shared().readTree(answer.content().toString(StandardCharsets.UTF_8));
        assertThat(answer.status().code()).isEqualTo(status);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("code").asString(null)).isEqualTo(code);
        assertThat(problem.path("detail").asString())
                .isEqualTo(refusal.sentence())
                .isNotBlank();
        assertThat(answer.headers().get("Retry-After")).isEqualTo(seconds);
        assertThat(answer.headers().get("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.headers().getInt("Content-Length"))
                .isEqualTo(answer.content().readableBytes());
        assertThat(answer.headers().get("WWW-Authenticate")).isEqualTo(status == 401 ? "Bearer" : null);
        answer.release();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void saysWhetherTheConnectionEnds(boolean closes) {
        FullHttpResponse answer = answer(Refusal.busy(), closes);
        assertThat(answer.headers().contains("Connection", "close", true)).isEqualTo(closes);
        answer.release();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"quoted\" and \\", "two\nlines", "Grüße 磁盘"})
    void saysAnySentenceAsItIs(String sentence) {
        FullHttpResponse answer = answer(Refusal.conflict(sentence), false);
        var problem = JsonMapper.shared().readTree(answer.content().toString(StandardCharsets.UTF_8));
        assertThat(problem.path("detail").asString()).isEqualTo(sentence);
        answer.release();
    }

    private static FullHttpResponse answer(Refusal refusal, boolean closes) {
        var connection = new EmbeddedChannel(new ChannelInboundHandlerAdapter());
        ChannelHandlerContext ctx = connection.pipeline().firstContext();
        Answers.write(ctx, refusal, closes);
        return connection.readOutbound();
    }
}
