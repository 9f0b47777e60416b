package imprint.app.operation;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/** Server-sent events, as the HTML standard writes them; a comment where there is nothing to tell. */
final class EventStream {

    private final OutputStream out;
    private final JsonMapper json;

    private EventStream(OutputStream out, JsonMapper json) {
        this.out = out;
        this.json = json;
    }

    static EventStream open(HttpServletResponse response, JsonMapper json) throws IOException {
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.flushBuffer();
        return new EventStream(response.getOutputStream(), json);
    }

    void send(List<OperationEvent> events) throws IOException {
        if (events.isEmpty()) {
            write(":\n\n");
        }
        for (var event : events) {
            write("event: operation\ndata: %s\n\n".formatted(json.writeValueAsString(event)));
        }
        out.flush();
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
