package imprint.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** What the server said. */
record Answer(int status, HttpHeaders headers, JsonNode body) {

    Answer is(int expected) {
        assertThat(status).as("%s", body).isEqualTo(expected);
        return this;
    }

    /** Says that the request is refused for one field alone. */
    void blames(String field) {
        is(400);
        assertThat(headers.firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(body.at("/errors").size()).as("%s", body).isEqualTo(1);
        assertThat(text("/errors/0/field")).isEqualTo(field);
        assertThat(text("/errors/0/message")).isNotBlank();
    }

    String text(String pointer) {
        return body.at(pointer).asString();
    }

    UUID id() {
        return UUID.fromString(text("/id"));
    }
}
